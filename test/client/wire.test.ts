import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Agent } from 'undici'
import { expect, test } from 'vitest'
import { ConfigurationError, KieClient } from '../../src/client/index.ts'
import { kieRequest, startDouble } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** What travels: encodings, byte order marks, early responses, redirects, and `fetch` in undici's place. */

const CREATED = JSON.stringify({
  code: 200,
  msg: 'success',
  data: { taskId: '0123456789abcdef0123456789abcdef' },
})
const BALANCE = JSON.stringify({ code: 200, msg: 'success', data: 42 })

test('asks for gzip, deflate and br', async () => {
  let asked: string | undefined
  await using server = await startOddServer((request, response) => {
    asked = request.headers['accept-encoding']
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(BALANCE))
  })
  await using double = await startDouble()
  expect(await double.settled(double.kie({ baseUrl: server.url }).credits())).toEqual({ remaining: 42 })
  expect(asked).toBe('gzip, deflate, br')
})

test('a byte order mark does no harm', async () => {
  await using server = await startOddServer((_request, response) => response.end(`\uFEFF${CREATED}`))
  await using double = await startDouble()
  const { id } = await double.settled(double.kie({ baseUrl: server.url }).videos.create(kieRequest()))
  expect(id).toBe('0123456789abcdef0123456789abcdef')
})

/** A server that writes what it is told to, byte by byte. */
const startRawServer = async (respond: (socket: Socket) => void) => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('data', () => respond(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const whole = (body: string): string => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`

test.each([
  ['in one piece', (socket: Socket) => void socket.write(`HTTP/1.1 100 Continue\r\n\r\n${whole(CREATED)}`)],
  [
    'on its own',
    (socket: Socket) =>
      void socket.write('HTTP/1.1 100 Continue\r\n\r\n', () =>
        setImmediate(() => socket.write(whole(CREATED))),
      ),
  ],
])('100 Continue before the response (%s) leaves no doubt', async (_how, respond) => {
  let isAnswered = false
  await using server = await startRawServer((socket) => {
    if (!isAnswered) respond(socket)
    isAnswered = true
  })
  await using client = new KieClient({ apiKey: 'a', baseUrl: server.url })
  expect((await client.videos.create(kieRequest())).id).toBe('0123456789abcdef0123456789abcdef')
})

test('a read follows a redirect on its host, with the key, and none to another host', async () => {
  const keys: (string | undefined)[] = []
  await using server = await startOddServer((request, response) => {
    if (request.url?.startsWith('/moved')) {
      keys.push(request.headers.authorization)
      response.end(BALANCE)
    } else response.writeHead(308, { location: `/moved${request.url}` }).end()
  })
  await using abroad = await startOddServer((_request, response) =>
    response.writeHead(308, { location: server.url.replace('127.0.0.1', 'localhost') }).end(),
  )
  await using double = await startDouble()
  expect(await double.settled(double.kie({ baseUrl: server.url }).credits())).toEqual({ remaining: 42 })
  expect(keys).toEqual(['Bearer test-key-9f2c'])
  const error = await double.failure(double.kie({ baseUrl: abroad.url, maxRetries: 0 }).credits())
  expect(error).toMatchObject({ kind: 'invalid-response', status: 308 })
  expect(keys).toHaveLength(1)
})

test('a fetch of your own carries everything, downloads too', async () => {
  await using double = await startDouble()
  const urls: string[] = []
  const client = double.kie({
    fetch: (url, init) => {
      urls.push(`${init.method} ${new URL(url).pathname.split('/').at(-1)}`)
      return fetch(url, init)
    },
  })
  const video = await double.settled(client.videos.createAndWait(kieRequest()))
  const chunks = await double.settled((await client.videos.download(video)).toArray())
  expect(Buffer.concat(chunks).subarray(4, 8).toString()).toBe('ftyp')
  expect(urls[0]).toBe('POST createTask')
  expect(urls.at(-1)).toMatch(/^GET .*\.mp4$/)
})

test.each([
  [{ cause: { code: 'ECONNREFUSED' } }, 'connection', 1 + 4],
  [{ code: 'ConnectionRefused' }, 'connection', 1 + 4],
  [{ cause: { code: 'ECONNRESET' } }, 'ambiguous-create', 1],
  [{ message: 'terminated' }, 'ambiguous-create', 1],
])('over fetch, %j proves that nothing was sent or leaves a doubt: %s', async (facts, kind, times) => {
  await using double = await startDouble()
  let calls = 0
  const client = double.kie({
    fetch: () => {
      calls += 1
      return Promise.reject(Object.assign(new TypeError('fetch failed'), facts))
    },
  })
  expect(await double.failure(client.videos.create(kieRequest()))).toMatchObject({ kind })
  expect(calls).toBe(times)
})

test('fetch and dispatcher together are refused', async () => {
  await using dispatcher = { agent: new Agent(), [Symbol.asyncDispose]: () => dispatcher.agent.destroy() }
  expect(() => new KieClient({ apiKey: 'a', fetch, dispatcher: dispatcher.agent })).toThrow(
    ConfigurationError,
  )
})

test('timeout, headers and retries can be said per call', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const slow = { timeout: 5_000, maxRetries: 1, headers: { 'X-Stuntdouble-Fault': 'slow-response by=60s' } }
  const startedAt = double.clock.now()
  expect(await double.failure(client.credits(slow))).toMatchObject({ kind: 'timeout' })
  // Twice the timeout, and half a second between the two.
  expect(double.clock.now() - startedAt).toBe(10_500)
})

test('what worked has its request id, status and time', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const handle = await double.settled(client.videos.create(kieRequest()))
  expect(handle.requestId).toMatch(/^req_/)
  const task = await double.settled(client.videos.retrieve(handle))
  expect(task.response).toEqual({
    status: 200,
    requestId: expect.stringMatching(/^req_/),
    receivedAt: double.clock.now(),
  })
})

test('the simulator’s help is in the error', async () => {
  await using double = await startDouble()
  const wrong = { model: 'wan/2-5-text-to-vido', input: { prompt: 'a cat' } }
  const error = await double.failure(double.kie().videos.create(wrong as never))
  expect(error.note).toContain('wan/2-5-text-to-video')
  expect(error.message).toContain(String(error.note))
})

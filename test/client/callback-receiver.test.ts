import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import type { FailedTask, Ignored, ReceiverOptions, SucceededTask } from '../../src/client/index.ts'
import { ask } from '../helpers/simulator.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'

/** The ready receiver: answers at once, asks before it believes, deals with each task once. */

/** A simulator, a Kie client and its receiver on a port of its own. */
const startReceiving = async (fault: string | undefined, more: Partial<ReceiverOptions> = {}) => {
  const double = await startDouble({ kieWebhookKey: 'hook-secret' })
  const client = double.kie({ webhookKey: 'hook-secret', ...(fault === undefined ? {} : struckBy(fault)) })
  const told: (SucceededTask | FailedTask)[] = []
  const ignored: Ignored[] = []
  const errors: unknown[] = []
  const receiver = client.callbacks.receiver({
    onTask: (task) => void told.push(task),
    onIgnored: (_taskId, why) => void ignored.push(why),
    onError: (error) => void errors.push(error),
    ...more,
  })
  const server = createServer(receiver.node).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return {
    ...{ double, client, receiver, told, ignored, errors, url },
    /** Creates a task with a callback, and lets a few minutes go by. */
    run: async () => {
      const handle = await double.settled(client.videos.create({ ...kieRequest(), callBackUrl: url }))
      await double.clock.advance(300_000)
      await double.settled(receiver.settled())
      return handle
    },
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await double[Symbol.asyncDispose]()
    },
  }
}

const statuses = (double: Awaited<ReturnType<typeof startDouble>>) =>
  double.account.deliveries().map(({ attempts }) => attempts.map(({ status }) => status))

test('a callback is answered, confirmed and reported once', async () => {
  await using it = await startReceiving(undefined)
  const { id } = await it.run()
  expect(it.told).toMatchObject([{ id, phase: 'succeeded' }])
  expect(statuses(it.double)).toEqual([[200]])
  expect(it.double.exchanges('kie.recordInfo')).toHaveLength(1)
})

test('a callback that comes twice is reported once', async () => {
  await using it = await startReceiving('callback-duplicated times=3')
  await it.run()
  expect(it.told).toHaveLength(1)
  expect(it.ignored).toEqual(['repeated', 'repeated'])
  expect(statuses(it.double)).toEqual([[200], [200], [200]])
})

test('a callback for a task that is not ours is answered with 200, so that it does not come again', async () => {
  await using it = await startReceiving('callback-foreign')
  await it.run()
  expect(it.told).toHaveLength(1)
  expect(it.ignored).toEqual(['foreign'])
  expect(statuses(it.double)).toEqual([[200], [200]])
})

test('isOurs spares the read', async () => {
  await using it = await startReceiving('happy', { isOurs: () => false })
  await it.run()
  expect(it.ignored).toEqual(['foreign'])
  expect(it.double.exchanges('kie.recordInfo')).toHaveLength(0)
})

test('a callback that contradicts the query tells what the query says', async () => {
  await using it = await startReceiving('callback-contradicts')
  await it.run()
  expect(it.told).toMatchObject([{ phase: 'succeeded' }])
})

test('a callback with a wrong signature is refused, and nobody is told', async () => {
  await using it = await startReceiving('callback-bad-signature')
  await it.run()
  expect(it.told).toEqual([])
  expect(statuses(it.double)[0]?.[0]).toBe(401)
})

test('a callback that is cut short is refused, so that it comes again', async () => {
  await using it = await startReceiving('callback-truncated')
  await it.run()
  expect(it.told).toEqual([])
  expect(statuses(it.double)[0]?.[0]).toBe(400)
})

test('a callback before the task has ended tells nobody, and the next one still counts', async () => {
  await using it = await startReceiving(undefined)
  const { id } = await it.double.settled(it.client.videos.create(kieRequest()))
  const early = JSON.stringify({ code: 200, data: { taskId: id, state: 'success' } })
  const { signKieCallback } = await import('../../src/contracts/kie/callbacks.ts')
  const headers = () => ({ ...signKieCallback(id, Math.floor(it.double.clock.now() / 1000), 'hook-secret') })
  expect(it.receiver.receive({ method: 'POST', headers: headers(), body: early })).toBe(200)
  await it.double.settled(it.receiver.settled())
  expect(it.ignored).toEqual(['not-finished'])
  await it.double.clock.advance(10_000)
  it.receiver.receive({ method: 'POST', headers: headers(), body: early })
  await it.double.settled(it.receiver.settled())
  expect(it.told).toHaveLength(1)
})

test('a lost callback loses nothing: the wait goes on beside it', async () => {
  await using it = await startReceiving('callback-lost')
  const video = await it.double.settled(
    it.client.videos.createAndWait({ ...kieRequest(), callBackUrl: it.url }),
  )
  expect(video.phase).toBe('succeeded')
  expect(it.told).toEqual([])
})

test('when onTask throws, onError has it, and the task can be dealt with again', async () => {
  let calls = 0
  await using it = await startReceiving('callback-duplicated', {
    onTask: () => {
      calls += 1
      if (calls === 1) throw new Error('the database is down')
    },
  })
  await it.run()
  expect(it.errors).toMatchObject([{ message: 'the database is down' }])
  expect(calls).toBe(2)
})

test('the answer does not wait for what is done about it', async () => {
  await using double = await startDouble()
  const client = double.evolink(struckBy('hang on=retrieve'))
  const receiver = client.callbacks.receiver({ onTask: () => undefined })
  const body = JSON.stringify({ id: 'task-unified-1-aaaaaaaa', status: 'completed' })
  expect(receiver.receive({ method: 'POST', headers: {}, body })).toBe(200)
})

test.each([
  ['GET', '', 405],
  ['POST', 'x'.repeat(1024 * 1024 + 1), 413],
  ['POST', 'not json', 400],
])('node:http answers %s with %.10j: %i', async (method, body, status) => {
  await using it = await startReceiving(undefined)
  const answer = await ask(method as 'POST', it.url, method === 'POST' ? { body } : {})
  expect(answer.status).toBe(status)
})

test('a Fastify plugin takes the same callbacks, and leaves other routes their parsers', async () => {
  await using double = await startDouble()
  const client = double.evolink()
  const told: string[] = []
  const receiver = client.callbacks.receiver({ onTask: ({ id }) => void told.push(id) })
  const app = fastify()
  app.register(receiver.fastify, { path: '/callbacks' })
  app.post('/other', (request) => ({ got: request.body }))
  const { id } = await double.settled(
    client.videos.create({ ...evolinkRequest(), callback_url: `${await app.listen({ port: 0 })}/callbacks` }),
  )
  await double.clock.advance(5_000)
  await double.settled(receiver.settled())
  expect(told).toEqual([id])
  const other = await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } })
  expect(other.json()).toEqual({ got: { a: 1 } })
  await app.close()
})

test('a Request gets a Response', async () => {
  await using double = await startDouble()
  const client = double.evolink()
  const told: string[] = []
  const receiver = client.callbacks.receiver({ onTask: ({ id }) => void told.push(id) })
  const { id } = await double.settled(client.videos.create(evolinkRequest()))
  await double.clock.advance(5_000)
  const body = JSON.stringify({ id, status: 'completed' })
  const answer = await receiver.fetch(new Request('https://example.com/hook', { method: 'POST', body }))
  expect(answer.status).toBe(200)
  await double.settled(receiver.settled())
  expect(told).toEqual([id])
})

test('a Request with an endless body is cut off', async () => {
  await using double = await startDouble()
  const receiver = double.evolink().callbacks.receiver({ onTask: () => undefined })
  const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) })
  const request = new Request('https://example.com/hook', {
    method: 'POST',
    body,
    duplex: 'half',
  } as RequestInit)
  expect((await receiver.fetch(request)).status).toBe(413)
})

test('remembers the tasks it is given to remember by', async () => {
  const taken = new Set<string>()
  await using it = await startReceiving('callback-duplicated', {
    seen: {
      take: (id) => !taken.has(id) && Boolean(taken.add(id)),
      release: (id) => void taken.delete(id),
    },
  })
  const { id } = await it.run()
  expect([...taken]).toEqual([id])
  expect(it.told).toHaveLength(1)
})

test('hooks that throw do not end the process, and are warned of', async () => {
  const warnings: string[] = []
  await using double = await startDouble()
  const client = double.evolink({ logger: { warn: (message) => void warnings.push(message) } })
  const hooks: ReceiverOptions[] = [
    { onTask: () => undefined, isOurs: () => false, onIgnored: () => JSON.parse('nonsense') },
    {
      onTask: () => undefined,
      isOurs: () => Promise.reject(new Error('no database')),
      onError: () => Promise.reject(new Error('no log either')) as never,
    },
  ]
  for (const options of hooks) {
    const receiver = client.callbacks.receiver(options)
    expect(receiver.receive({ method: 'POST', headers: {}, body: { id: 'task-unified-1-aaaaaaaa' } })).toBe(
      200,
    )
    await receiver.settled()
  }
  await new Promise((resolve) => setImmediate(resolve))
  expect(warnings).toEqual([
    expect.stringMatching(/a callback hook threw: SyntaxError/),
    expect.stringMatching(/a callback hook threw: Error: no log either/),
  ])
})

test('two thousand forged callbacks are at most eight reads at a time, and what is too much comes again', async () => {
  await using double = await startDouble()
  const client = double.evolink(struckBy('hang on=retrieve'))
  const receiver = client.callbacks.receiver({ onTask: () => undefined })
  const receive = (nth: number) =>
    receiver.receive({
      method: 'POST',
      headers: {},
      body: { id: `task-unified-1-${nth}`, status: 'completed' },
    })
  const answers = Array.from({ length: 2_000 }, (_, nth) => receive(nth))
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(double.openRequests).toBe(8)
  expect(answers.filter((status) => status === 503)).toHaveLength(2_000 - 8 - 1_000)
  // The same task again costs nothing.
  expect(receive(0)).toBe(200)
})

test('Express with its body parser in front may hand over parsed JSON', async () => {
  await using double = await startDouble()
  const client = double.evolink()
  const told: string[] = []
  const receiver = client.callbacks.receiver({ onTask: ({ id }) => void told.push(id) })
  const { id } = await double.settled(client.videos.create(evolinkRequest()))
  await double.clock.advance(5_000)
  const parsing = createServer((request, response) => {
    const body = { id, status: 'completed' }
    request.resume().on('end', () => receiver.node(Object.assign(request, { body }), response))
  }).listen(0, '127.0.0.1')
  await once(parsing, 'listening')
  const url = `http://127.0.0.1:${(parsing.address() as AddressInfo).port}/`
  expect((await ask('POST', url, { body: '{}' })).status).toBe(200)
  await double.settled(receiver.settled())
  expect(told).toEqual([id])
  parsing.close()
  parsing.closeAllConnections()
})

test('a callback can be signed as the provider would, to test a receiver', async () => {
  await using double = await startDouble()
  const client = double.kie({ webhookKey: 'hook-secret' })
  const body = JSON.stringify({ code: 200, data: { taskId: 'a'.repeat(32), state: 'success' } })
  const headers = client.callbacks.sign(body)
  expect(client.callbacks.verify({ headers, body })).toEqual({ isVerified: true })
  const wrong = client.callbacks.sign(body, { key: 'another' })
  expect(client.callbacks.verify({ headers: wrong, body })).toMatchObject({ reason: 'wrong-signature' })
  expect(double.evolink().callbacks.sign({ id: 'task-unified-1-aaaaaaaa' })).toEqual({
    'content-type': 'application/json',
  })
})

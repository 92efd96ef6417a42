import { once } from 'node:events'
import { request as callHttp, type IncomingMessage } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { Agent, request as callHttps } from 'node:https'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import { openDoor, secured, textOf, tunnel } from './open-door.ts'

test('TLS for a named host ends at the simulator', async () => {
  await using door = await openDoor()
  const socket = await secured(door, 'api.kie.ai')
  socket.end('GET /a?b=c HTTP/1.1\r\nHost: api.kie.ai\r\nConnection: close\r\n\r\n')
  expect(await textOf(socket)).toContain('"url":"/a?b=c","host":"api.kie.ai"')
  expect(door.calls.all()).toEqual([{ host: 'api.kie.ai', fate: 'double', isNamed: true, connections: 1 }])
})

test('HTTP/2 is spoken, several requests on one connection', async () => {
  await using door = await openDoor()
  const session = connectHttp2('https://api.evolink.ai', {
    createConnection: () =>
      connectTls({
        host: '127.0.0.1',
        port: door.port,
        servername: 'api.evolink.ai',
        ca: door.ca,
        ALPNProtocols: ['h2'],
      }),
  })
  const texts = await Promise.all(
    ['/1', '/2', '/3'].map(async (path) => {
      const stream = session.request({ ':path': path, ':method': 'POST' })
      stream.end('x'.repeat(100_000))
      return JSON.parse(await textOf(stream))
    }),
  )
  expect(texts.map(({ url, bytes, host }) => [url, bytes, host])).toEqual(
    ['/1', '/2', '/3'].map((path) => [path, 100_000, 'api.evolink.ai:443']),
  )
  expect(door.calls.all()).toMatchObject([{ host: 'api.evolink.ai', connections: 1 }])
  session.close()
})

test.each(['api.kie.ai:443', 'API.Kie.AI.:443', 'api.kie.ai:8443'])(
  'a tunnel to %s ends here',
  async (authority) => {
    await using door = await openDoor()
    const { status, socket } = await tunnel(door, authority)
    expect(status).toBe(200)
    const secure = await secured(door, 'api.kie.ai', socket)
    secure.end('GET / HTTP/1.1\r\nHost: api.kie.ai\r\nConnection: close\r\n\r\n')
    expect(await textOf(secure)).toContain('200 OK')
  },
)

test('a tunnel to an address whose TLS asks for a named host ends here too', async () => {
  await using door = await openDoor()
  const { socket } = await tunnel(door, '192.0.2.7:443')
  const secure = await secured(door, 'api.kie.ai', socket)
  secure.end('GET / HTTP/1.1\r\nHost: api.kie.ai\r\nConnection: close\r\n\r\n')
  expect(await textOf(secure)).toContain('200 OK')
})

test('plain requests of a named host end at the simulator, whether as to a proxy or as to the host', async () => {
  await using door = await openDoor()
  const ask = async (path: string): Promise<string> => {
    const asked = callHttp({
      host: '127.0.0.1',
      port: door.port,
      path,
      headers: { host: 'api.kie.ai' },
    }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return textOf(answer)
  }
  for (const path of ['/x', 'http://api.kie.ai/x', 'https://api.kie.ai/x']) {
    expect(await ask(path)).toContain('"url":"/x","host":"api.kie.ai"')
  }
  expect(door.calls.all()).toMatchObject([{ connections: 3, fate: 'double' }])
})

test('an upgrade reaches its host, and both sides talk', async () => {
  await using door = await openDoor()
  door.backend.server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
    socket.on('data', (data) => socket.end(`${request.url} heard ${data}`))
  })
  const talk = async (socket: Socket): Promise<string> => {
    socket.write(
      'GET /live HTTP/1.1\r\nHost: api.kie.ai\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    )
    await once(socket, 'data')
    socket.write('hello')
    return textOf(socket)
  }
  expect(await talk(await secured(door, 'api.kie.ai'))).toContain('/live heard hello')
  expect(await talk(connect(door.port, '127.0.0.1'))).toContain('/live heard hello')
})

test('a long chunked upload waits for 100 Continue, and the connection is used again', async () => {
  await using door = await openDoor()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const to = { host: '127.0.0.1', port: door.port, servername: 'api.kie.ai', ca: door.ca, agent }
  const megabyte = Buffer.alloc(1024 * 1024, 'x')
  for (const round of [1, 2]) {
    const asked = callHttps({
      ...to,
      method: 'PUT',
      path: `/${round}`,
      headers: { host: 'api.kie.ai', expect: '100-continue' },
    })
    asked.flushHeaders()
    await once(asked, 'continue')
    for (let sent = 0; sent < 8; sent += 1) asked.write(megabyte)
    asked.end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const seen = JSON.parse(await textOf(answer))
    expect([seen.bytes, seen.headers['transfer-encoding']]).toEqual([8 * megabyte.length, 'chunked'])
  }
  agent.destroy()
  expect(door.calls.all()).toMatchObject([{ connections: 1 }])
})

test('a compressed answer comes as it was sent', async () => {
  const { gzipSync, gunzipSync } = await import('node:zlib')
  await using door = await openDoor({}, (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('small'))
  })
  const asked = callHttps({ host: '127.0.0.1', port: door.port, servername: 'api.kie.ai', ca: door.ca }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  expect([answer.headers['content-encoding'], gunzipSync(Buffer.concat(chunks)).toString()]).toEqual([
    'gzip',
    'small',
  ])
})

test('a connection that the simulator resets is reset for the client, in either HTTP', async () => {
  await using door = await openDoor({}, (request) => request.socket.resetAndDestroy())
  const asked = callHttps({ host: '127.0.0.1', port: door.port, servername: 'api.kie.ai', ca: door.ca }).end()
  const [error] = await once(asked, 'error').catch((reason) => [reason])
  expect(error).toMatchObject({ code: 'ECONNRESET' })
  const session = connectHttp2('https://api.kie.ai', {
    createConnection: () =>
      connectTls({
        host: '127.0.0.1',
        port: door.port,
        servername: 'api.kie.ai',
        ca: door.ca,
        ALPNProtocols: ['h2'],
      }),
  })
  const stream = session.request({ ':path': '/' })
  await expect(textOf(stream)).rejects.toMatchObject({ code: 'ERR_HTTP2_STREAM_ERROR' })
  session.destroy()
})

test.each(['GET / HTTP/1.1\r\n\r\n', 'nonsense\r\n\r\n', '\x16\x03\x01\x00\x05hello'])(
  'what is not for the door (%j) does not break it',
  async (bytes) => {
    await using door = await openDoor()
    const socket = connect(door.port, '127.0.0.1')
    socket.on('error', () => undefined).resume()
    socket.end(bytes)
    await once(socket, 'close')
    const secure = await secured(door, 'api.kie.ai')
    secure.destroy()
  },
)

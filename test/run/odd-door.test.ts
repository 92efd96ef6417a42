import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import { echo, type OpenDoor, openDoor, textOf, tunnel } from './open-door.ts'

/** What comes back for these bytes, until the connection closes. */
const exchange = async ({ port }: OpenDoor, bytes: string): Promise<string> => {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true })
  socket.write(bytes)
  return textOf(socket).catch(() => '')
}

test('a request for the port of the proxy itself goes round once and no more', async () => {
  await using door = await openDoor()
  const text = await exchange(door, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n\r\n`)
  expect(text).toBe('')
  const { socket } = await tunnel(door, `127.0.0.1:${door.port}`)
  socket.write('GET / HTTP/1.1\r\nHost: api.kie.ai\r\n\r\n')
  expect(await textOf(socket).catch(() => '')).toBe('')
})

test('a host that does not speak HTTP, or an unknown status, ends its own call alone', async () => {
  await using door = await openDoor()
  for (const answer of ['HTTP/1.1 099 No\r\n\r\n', 'HTTP/1.1 200\r\nx: \u0001\r\n\r\n', 'no', '\u0000', '']) {
    const odd = createTcpServer((socket) => socket.on('error', () => undefined).end(answer)).listen(
      0,
      '127.0.0.1',
    )
    await once(odd, 'listening')
    const { port } = odd.address() as AddressInfo
    await exchange(door, `GET http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    odd.close()
  }
  const text = await exchange(door, 'GET / HTTP/1.1\r\nHost: api.kie.ai\r\nConnection: close\r\n\r\n')
  expect(text).toContain('"host":"api.kie.ai"')
})

test.each(['GET', 'DELETE', 'OPTIONS', 'POST'])(
  'the body of a %s in chunks is passed on as a body, and never as a second request',
  async (method) => {
    const seen: (string | undefined)[] = []
    await using door = await openDoor({}, (request, response) => {
      seen.push(request.url)
      echo(request, response)
    })
    const hidden = 'GET /hidden HTTP/1.1\r\nHost: api.kie.ai\r\n\r\n'
    const text = await exchange(
      door,
      `${method} /seen HTTP/1.1\r\nHost: api.kie.ai\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
    )
    expect(text).toContain(`"bytes":${hidden.length}`)
    expect(seen).toEqual(['/seen'])
  },
)

test.each<[string, Record<string, string | undefined>]>([
  ['no authority', { ':authority': undefined }],
  ['a path with a space', { ':path': '/a b' }],
  ['a path of letters beyond ASCII', { ':path': '/\u00e9\u00ff' }],
  ['a method of its own', { ':method': 'M-SEARCH' }],
  ['a method with a space', { ':method': 'G T' }],
  ['a header with letters beyond ASCII', { x: '\u00e9' }],
  ['a body after GET', { ':method': 'GET', 'x-body': 'yes' }],
])('an odd request of HTTP/2 ends itself alone: %s', async (_, headers) => {
  await using door = await openDoor()
  const secure = connectTls({
    host: '127.0.0.1',
    port: door.port,
    servername: 'api.kie.ai',
    ca: door.ca,
    ALPNProtocols: ['h2'],
  })
  const session = connectHttp2('https://api.kie.ai', { createConnection: () => secure })
  session.on('error', () => undefined)
  try {
    const stream = session.request({ ':path': '/', ...headers } as Record<string, string>, {
      endStream: headers['x-body'] === undefined,
    })
    stream.on('error', () => undefined)
    if (headers['x-body'] !== undefined) stream.end('hello')
    await textOf(stream).catch(() => '')
  } catch {
    // Node's client is stricter than HTTP/2 in some of these.
  }
  session.destroy()
  const text = await exchange(door, 'GET / HTTP/1.1\r\nHost: api.kie.ai\r\nConnection: close\r\n\r\n')
  expect(text).toContain('"host":"api.kie.ai"')
})

import { once } from 'node:events'
import { request as callHttp, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { upstreamOf } from '../../src/run/door/upstream.ts'
import { openDoor, serve, textOf, tunnel } from './open-door.ts'

test('other hosts are let through untouched', async () => {
  await using door = await openDoor()
  await using other = await serve((_request, response) => response.end('the other host'))
  const { status, socket } = await tunnel(door, `localhost:${other.port}`)
  expect(status).toBe(200)
  socket.end('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  expect(await textOf(socket)).toContain('the other host')
  const asked = callHttp({
    host: '127.0.0.1',
    port: door.port,
    path: `http://localhost:${other.port}/`,
  }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect(await textOf(answer)).toBe('the other host')
  expect(door.calls.all()).toEqual([{ host: 'localhost', fate: 'passed', isNamed: false, connections: 2 }])
})

test('other hosts are refused in one sentence when they are blocked', async () => {
  await using door = await openDoor({ others: 'block' })
  expect((await tunnel(door, 'example.com:443')).status).toBe(403)
  const asked = callHttp({ host: '127.0.0.1', port: door.port, path: 'http://example.com/' }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(403)
  expect(await textOf(answer)).toBe(
    'stuntdouble run blocks example.com: with --others block, only the hosts it stands in for can be reached.\n',
  )
  expect(door.calls.all()).toEqual([{ host: 'example.com', fate: 'blocked', isNamed: false, connections: 2 }])
})

test('other hosts are reached through the proxy that the user has', async () => {
  await using other = await serve((_request, response) => response.end('far away'))
  await using proxy = await serve((_request, response) => response.writeHead(500).end())
  const seen: unknown[] = []
  proxy.server.on('connect', (request: IncomingMessage, socket: Socket) => {
    seen.push([request.url, request.headers['proxy-authorization']])
    const far = connect(other.port, '127.0.0.1')
    socket.write('HTTP/1.1 200 ok\r\n\r\n')
    far.pipe(socket).pipe(far)
  })
  const upstream = upstreamOf({ HTTPS_PROXY: `http://me:secret@127.0.0.1:${proxy.port}` })
  await using door = await openDoor({ upstream })
  const { socket } = await tunnel(door, 'far.test:8443')
  socket.end('GET / HTTP/1.1\r\nHost: far.test\r\nConnection: close\r\n\r\n')
  expect(await textOf(socket)).toContain('far away')
  expect(seen).toEqual([['far.test:8443', `Basic ${Buffer.from('me:secret').toString('base64')}`]])
})

test.each([
  [{ https_proxy: 'http://p:1' }, 'http://p:1/'],
  [{ HTTPS_PROXY: 'p:1', NO_PROXY: 'other.test' }, 'http://p:1/'],
  [{ HTTPS_PROXY: 'http://p:1', no_proxy: '.far.test' }, undefined],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, undefined],
  [{ HTTPS_PROXY: 'socks5://p:1' }, undefined],
  [{ ALL_PROXY: 'http://all:2' }, 'http://all:2/'],
  [{}, undefined],
])('with %j, the proxy for far.test is %s', (environment, expected) => {
  expect(upstreamOf(environment).proxyFor('https', 'far.test')?.href).toBe(expected)
})

import { once } from 'node:events'
import { request as callHttp, createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { createIdentity } from '../../src/run/certificates/authority.ts'
import { Calls } from '../../src/run/door/calls.ts'
import { Door } from '../../src/run/door/door.ts'
import type { DoorOptions } from '../../src/run/door/doorway.ts'
import { upstreamOf } from '../../src/run/door/upstream.ts'
import { NamedHosts } from '../../src/run/named-hosts.ts'

/** A server on a free port of this machine. */
export const serve = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Says what arrived. */
export const echo: RequestListener = async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const { method, url, headers } = request
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ method, url, host: headers.host, bytes: body.length, headers }))
}

/** A door before a server that stands for the simulator. */
export const openDoor = async (options: Partial<DoorOptions> = {}, listener: RequestListener = echo) => {
  const backend = await serve(listener)
  const hosts = new NamedHosts()
  const calls = new Calls(hosts)
  const identity = createIdentity(hosts.names, Date.now())
  const simulator = { host: '127.0.0.1', port: backend.port }
  const door = new Door({
    hosts,
    identity,
    calls,
    others: 'pass',
    upstream: upstreamOf({}),
    simulator,
    ...options,
  })
  const port = await door.listen(0)
  return {
    port,
    calls,
    backend,
    ca: identity.authority,
    [Symbol.asyncDispose]: async () => {
      await door[Symbol.asyncDispose]()
      await backend[Symbol.asyncDispose]()
    },
  }
}

export type OpenDoor = Awaited<ReturnType<typeof openDoor>>

export const textOf = async (stream: AsyncIterable<Buffer | string>): Promise<string> => {
  let text = ''
  for await (const chunk of stream) text += chunk
  return text
}

/** A tunnel through the door: the status it was given, and the connection. */
export const tunnel = async ({ port }: OpenDoor, authority: string) => {
  const asked = callHttp({ host: '127.0.0.1', port, method: 'CONNECT', path: authority })
  asked.end()
  const [answer, socket] = (await once(asked, 'connect')) as [IncomingMessage, Socket]
  return { status: answer.statusCode, socket }
}

export const secured = async (door: OpenDoor, servername: string, socket?: Socket): Promise<TLSSocket> => {
  const where = socket === undefined ? { host: '127.0.0.1', port: door.port } : { socket }
  const secure = connectTls({ ...where, servername, ca: door.ca })
  await once(secure, 'secureConnect')
  return secure
}

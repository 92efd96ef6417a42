import { createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { serverNameIn } from './client-hello.ts'
import type { Doorway } from './doorway.ts'
import { firstBytes } from './first-bytes.ts'
import { type Arrival, forward } from './forward.ts'
import { splice } from './splice.ts'
import { headOf, peerOf, targetOf, unbracketed } from './target.ts'
import { type Destination, dial } from './upstream.ts'

const blocked = (host: string): string =>
  `stuntdouble run blocks ${host}: with --others block, only the hosts it stands in for can be reached.\n`

const REFUSAL = 'HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n'

/**
 * A proxy for whatever is not TLS: tunnels (CONNECT), requests with an absolute URL, and plain requests that came here
 * because a hook or a hosts file sent them. Named hosts end at the simulator, always.
 */
export const createProxy = (doorway: Doorway): ((socket: Socket) => void) => {
  const server = createServer((request, response) => serve(doorway, { request, response }))
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (head.length > 0) socket.unshift(head)
    void tunnel(doorway, peerOf(request.url ?? '', 443), socket)
  })
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (head.length > 0) socket.unshift(head)
    void upgrade(doorway, request, socket)
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  // A run ends when its command does; until then there is no time limit.
  server.requestTimeout = 0
  server.headersTimeout = 0
  return (socket) => void server.emit('connection', socket)
}

type Decision = 'double' | 'passed' | 'blocked'

const decide = ({ hosts, others, calls }: Doorway, host: string): Decision => {
  const fate = hosts.find(host) !== undefined ? 'double' : others === 'block' ? 'blocked' : 'passed'
  calls.count(host, fate)
  return fate
}

const tunnel = async (doorway: Doorway, peer: Destination, socket: Socket): Promise<void> => {
  const { hosts, others, welcome } = doorway
  const established = (): boolean => socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  if (hosts.find(peer.host) !== undefined) {
    established()
    // Counted when its TLS ends, or with each plain request.
    return welcome(socket)
  }
  if (others === 'block') {
    decide(doorway, peer.host)
    socket.end(REFUSAL + blocked(peer.host))
    return
  }
  established()
  // A client that connects to an address may still mean a named host, and says so in its first bytes.
  if (peer.port === 443) {
    const meant = serverNameIn(await firstBytes(socket))
    if (meant !== undefined && hosts.find(meant) !== undefined) return welcome(socket)
  }
  decide(doorway, peer.host)
  await join(doorway, socket, () => dial(peer, doorway.upstream))
}

const upgrade = async (doorway: Doorway, request: IncomingMessage, socket: Socket): Promise<void> => {
  const target = targetOf(request)
  if (target === undefined) {
    socket.destroy()
    return
  }
  const peer = { host: unbracketed(target.hostname), port: Number(target.port) || 80 }
  const fate = decide(doorway, peer.host)
  if (fate === 'blocked') {
    socket.end(REFUSAL + blocked(peer.host))
    return
  }
  await join(doorway, socket, async () => {
    const far =
      fate === 'double'
        ? connect({ ...doorway.simulator, allowHalfOpen: true, noDelay: true })
        : await dial(peer, doorway.upstream)
    far.write(headOf(request, target))
    return far
  })
}

const join = async (
  { keep, outgoing }: Doorway,
  socket: Socket,
  reach: () => Promise<Socket>,
): Promise<void> => {
  try {
    splice(socket, keep(outgoing.note(await reach())), () => socket.resetAndDestroy())
  } catch {
    socket.destroy()
  }
}

const serve = (doorway: Doorway, arrival: Arrival & { readonly request: IncomingMessage }) => {
  const target = targetOf(arrival.request)
  if (target === undefined) {
    return say(arrival, 400, 'stuntdouble run: this port is a proxy; it takes CONNECT and absolute URLs.\n')
  }
  const path = target.pathname + target.search
  switch (decide(doorway, target.hostname)) {
    case 'double':
      return forward(arrival, { to: doorway.simulator, path, host: target.host, outgoing: doorway.outgoing })
    case 'blocked':
      return say(arrival, 403, blocked(target.hostname))
    case 'passed':
      return pass(doorway, arrival, target, path)
  }
}

const pass = ({ upstream, outgoing }: Doorway, arrival: Arrival, target: URL, path: string) => {
  const isTls = target.protocol === 'https:'
  const proxy = isTls ? undefined : upstream.proxyFor('http', target.hostname)
  const { hostname, port } = proxy ?? target
  forward(arrival, {
    to: { host: unbracketed(hostname), port: Number(port) || (isTls ? 443 : 80) },
    isTls,
    path: proxy === undefined ? path : target.href,
    host: target.host,
    outgoing,
  })
}

const say = ({ response }: Arrival, status: number, text: string) => {
  response.statusCode = status
  response.setHeader('content-type', 'text/plain')
  response.end(text)
}

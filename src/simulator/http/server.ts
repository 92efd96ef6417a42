import { once } from 'node:events'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterRealMs, everyRealMs } from '../../basics/time/machine.ts'
import { PATIENCE, type Patience } from '../../basics/time/patience.ts'
import type { Simulation } from '../simulation.ts'
import { appFor } from './app.ts'
import { createDoor } from './doors.ts'
import { markServed } from './served.ts'

/** Somebody who listens already, and hands over whoever connects. */
export interface Listener {
  readonly port: number
  readonly handTo: (server: Server) => void
}

/** A simulator's own server, in front of the app that it shares with others. */
export interface OpenServer {
  /** Where it listens: `http://127.0.0.1:7357`. */
  readonly url: string
  /** Stops listening, and ends what is not under way. */
  close(): Promise<void>
}

/** How long a connection that a client keeps may be idle, ms: as Fastify has it, longer than most load balancers keep one. */
const KEPT_MS = 72_000

/** While a server closes, how often connections are looked at whose response has ended meanwhile, real ms. */
const LOOK_EVERY_MS = 5

/** An address as written in a URL; one that means "every interface" becomes the name this machine calls itself. */
const hostInUrl = ({ address, family }: AddressInfo): string => {
  if (address === '0.0.0.0' || address === '::') return 'localhost'
  return family === 'IPv6' ? `[${address}]` : address
}

/** What a host stands for: `localhost` is both of its addresses where there are two, so that callers of either arrive. */
const addressesOf = async (host: string): Promise<readonly [string, ...string[]]> => {
  if (host !== 'localhost') return [host]
  const { default: dns } = await import('node:dns/promises')
  const [first = host, ...others] = new Set(
    (await dns.lookup(host, { all: true })).map(({ address }) => address),
  )
  return [first, ...others]
}

/** @throws Error with code EADDRINUSE, EACCES or the like */
const listenAt = async (server: Server, host: string, port: number): Promise<AddressInfo> => {
  server.listen({ host, port })
  await once(server, 'listening')
  return server.address() as AddressInfo
}

/** Listens for a simulator. @throws Error with code EADDRINUSE, EACCES or the like when it cannot */
export const openServer = async (
  simulation: Simulation,
  patience: Patience = PATIENCE,
  listener?: Listener,
): Promise<OpenServer> => {
  const app = await appFor(simulation)
  const door = createDoor(simulation)
  const servers: Server[] = []
  const connections = new Set<Socket>()
  let isClosing = false

  const addServer = (): Server => {
    const { requestMs, headersMs, checkEveryMs } = patience
    const limits = {
      requestTimeout: requestMs,
      headersTimeout: headersMs,
      connectionsCheckingInterval: checkEveryMs,
    }
    const server = createHttpServer({ ...limits, keepAliveTimeout: KEPT_MS }, (request, response) => {
      markServed(request, { simulation, door, epoch: simulation.epoch })
      if (isClosing) response.setHeader('Connection', 'close')
      app.routing(request, response)
    })
    server.on('connection', (socket) => {
      connections.add(socket)
      socket.on('close', () => connections.delete(socket))
    })
    // What is not HTTP gets Fastify's words.
    server.on('clientError', (error, socket) => void app.server.emit('clientError', error, socket))
    // The process has no file descriptor left for another connection: existing ones go on.
    server.on('error', () => undefined)
    servers.push(server)
    return server
  }

  const open = async (): Promise<string> => {
    const server = addServer()
    if (listener !== undefined) {
      // Node's server keeps track of its connections, their timeouts and who is idle only once it listens.
      server.emit('listening')
      listener.handTo(server)
      return `http://127.0.0.1:${listener.port}`
    }
    const { host, port } = simulation.settings
    const [first, ...others] = await addressesOf(host)
    const address = await listenAt(server, first, port)
    // Whoever has the port at the other address keeps it.
    for (const other of others) await listenAt(addServer(), other, address.port).catch(() => undefined)
    return `http://${hostInUrl(address)}:${address.port}`
  }

  /**
   * Responses under way finish, but a connection on which nothing was sent yet (browsers and pools open them in advance),
   * or half a request, would otherwise be waited for forever.
   */
  const close = async (): Promise<void> => {
    isClosing = true
    for (const connection of connections) if (connection.bytesRead === 0) connection.destroy()
    const callOff = afterRealMs(patience.lastWordsMs, () => {
      for (const server of servers) server.closeAllConnections()
    })
    const stop = everyRealMs(LOOK_EVERY_MS, () => {
      for (const server of servers) server.closeIdleConnections()
    })
    await Promise.all(servers.map(closed))
    stop()
    callOff()
  }

  return { url: await open(), close }
}

/** Node closes those that are idle by itself. One that never listened is closed at once. */
const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

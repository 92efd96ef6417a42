import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLS_HANDSHAKE } from './client-hello.ts'
import type { DoorOptions, Doorway } from './doorway.ts'
import { firstBytes } from './first-bytes.ts'
import { Outgoing } from './outgoing.ts'

/** What takes over a connection, by the protocol it speaks. */
interface Behind {
  readonly endTls: (socket: Socket) => void
  readonly proxy: (socket: Socket) => void
}

const openBehind = async (doorway: Doorway): Promise<Behind> => {
  const { createTermination } = await import('./termination.ts')
  const { createProxy } = await import('./proxy.ts')
  return { endTls: createTermination(doorway), proxy: createProxy(doorway) }
}

/**
 * The one port that all traffic of the command comes to: TLS and plain HTTP of the named hosts, which ends here and
 * goes to the simulator, and a proxy for all other hosts.
 */
export class Door implements AsyncDisposable {
  readonly #connections = new Set<Duplex>()
  readonly #outgoing = new Outgoing()
  readonly #servers: Server[] = []
  readonly #doorway: Doorway
  #behind: Promise<Behind> | undefined

  constructor(options: DoorOptions) {
    this.#doorway = {
      ...options,
      outgoing: this.#outgoing,
      keep: (stream) => this.#keep(stream),
      welcome: (socket) => this.#welcome(socket),
    }
  }

  /** Loads what connections are given to, which takes longer than listening; at the latest when the first one comes. */
  async load(): Promise<Behind> {
    this.#behind ??= openBehind(this.#doorway)
    return this.#behind
  }

  /** Listens on a port, 0 for a free one. Returns it. @throws Error with code EADDRINUSE, EACCES or the like */
  async listen(port: number, address = '127.0.0.1'): Promise<number> {
    // Some clients close their side after their request. Nothing waits for the other side to say that it got what came before,
    // which takes Linux 40 ms in a handshake.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#welcome(this.#keep(socket)),
    )
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, address, resolve)
    })
    this.#servers.push(server)
    return (server.address() as { readonly port: number }).port
  }

  /** Whether a connection from this port of this machine comes from here. */
  isOwn(port: number | undefined): boolean {
    return this.#outgoing.has(port)
  }

  #welcome(socket: Socket): void {
    void Promise.all([firstBytes(socket), this.load()]).then(
      ([first, { endTls, proxy }]) => {
        // A request for this very port would be passed on to itself forever.
        if (this.isOwn(socket.remotePort)) socket.destroy()
        else if (first[0] === TLS_HANDSHAKE) endTls(socket)
        else if (first.length > 0) proxy(socket)
        else socket.destroy()
      },
      () => socket.destroy(),
    )
  }

  #keep<Stream extends Duplex>(stream: Stream): Stream {
    this.#connections.add(stream)
    stream.on('close', () => this.#connections.delete(stream))
    // A client may go away whenever it likes.
    stream.on('error', () => undefined)
    return stream
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) server.close()
    for (const connection of this.#connections) connection.destroy()
  }
}

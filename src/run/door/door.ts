import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLS_HANDSHAKE } from './client-hello.ts'
import type { DoorOptions, Doorway } from './doorway.ts'
import { firstBytes } from './first-bytes.ts'
import { createProxy } from './proxy.ts'
import { createTermination } from './termination.ts'

/**
 * The one port that all traffic of the command comes to: TLS and plain HTTP of the named hosts, which ends here and
 * goes to the simulator, and a proxy for all other hosts.
 */
export class Door implements AsyncDisposable {
  readonly #connections = new Set<Duplex>()
  readonly #servers: Server[] = []
  readonly #endTls: (socket: Socket) => void
  readonly #proxy: (socket: Socket) => void

  constructor(options: DoorOptions) {
    const doorway: Doorway = {
      ...options,
      keep: (stream) => this.#keep(stream),
      welcome: (socket) => this.#welcome(socket),
    }
    this.#endTls = createTermination(doorway)
    this.#proxy = createProxy(doorway)
  }

  /** Listens on a port, 0 for a free one. Returns it. @throws Error with code EADDRINUSE, EACCES or the like */
  async listen(port: number, address = '127.0.0.1'): Promise<number> {
    // Some clients close their side after their request.
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#welcome(this.#keep(socket)))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, address, resolve)
    })
    this.#servers.push(server)
    return (server.address() as { readonly port: number }).port
  }

  #welcome(socket: Socket): void {
    void firstBytes(socket).then((first) => {
      if (first[0] === TLS_HANDSHAKE) this.#endTls(socket)
      else if (first.length > 0) this.#proxy(socket)
      else socket.destroy()
    })
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

import type { Socket } from 'node:net'

/** The ports of this machine from which a door calls others: whoever is called by one can tell. */
export class Outgoing {
  readonly #ports = new Set<number>()

  has(port: number | undefined): boolean {
    return port !== undefined && this.#ports.has(port)
  }

  /** Takes note of a connection, for as long as it is open. Returns it. */
  note(socket: Socket): Socket {
    if (socket.connecting) socket.once('connect', () => this.#add(socket))
    else this.#add(socket)
    return socket
  }

  #add(socket: Socket): void {
    const { localPort } = socket
    // One that is kept open carries many requests.
    if (localPort === undefined || this.#ports.has(localPort)) return
    this.#ports.add(localPort)
    socket.once('close', () => this.#ports.delete(localPort))
  }
}

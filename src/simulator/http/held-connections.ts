import type { Socket } from 'node:net'

/** Connections that may never get a response: they are closed with the simulator. */
export class HeldConnections {
  readonly #held = new Set<Socket>()
  readonly #listening = new WeakSet<Socket>()

  /** Takes over a connection. Returns a function that gives it back. */
  hold(socket: Socket): () => void {
    const letGo = (): void => {
      this.#held.delete(socket)
    }
    // One listener per connection, however often it is held.
    if (!this.#listening.has(socket)) socket.once('close', letGo)
    this.#listening.add(socket)
    this.#held.add(socket)
    return letGo
  }

  close(): void {
    for (const socket of this.#held) socket.destroy()
  }
}

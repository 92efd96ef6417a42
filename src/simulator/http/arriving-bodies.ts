import type { IncomingMessage } from 'node:http'
import { bounds } from '../bounds.ts'

/** Bodies that are being received. Whoever sends one slowly, or never to its end, holds what has come of it. */
export class ArrivingBodies {
  /** The bytes of each so far; the one that began first comes first. */
  readonly #arriving = new Map<IncomingMessage, number>()
  #bytes = 0

  /** Bytes of all of them together. */
  get held(): number {
    return this.#bytes
  }

  follow(request: IncomingMessage): void {
    this.#arriving.set(request, 0)
    request.on('data', (chunk: Buffer) => this.#grow(request, chunk.length))
    request.once('close', () => this.#end(request))
  }

  #grow(request: IncomingMessage, bytes: number): void {
    const before = this.#arriving.get(request)
    if (before === undefined) return
    this.#arriving.set(request, before + bytes)
    this.#bytes += bytes
    for (const oldest of this.#arriving.keys()) {
      if (this.#bytes <= bounds.arrivingBodies.most) return
      this.#end(oldest)
      oldest.destroy()
    }
  }

  #end(request: IncomingMessage): void {
    this.#bytes -= this.#arriving.get(request) ?? 0
    this.#arriving.delete(request)
  }
}

import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bounds } from '../bounds.ts'

/** The connections that there can be are few enough that bodies up to this many bytes need no watching. */
const SMALL_BYTES = 16 * 1024

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

/** Watches the bodies of all requests to an app. */
export const watchBodies = (app: FastifyInstance, of: (request: FastifyRequest) => ArrivingBodies): void => {
  // The last hook before a body is read: what is attached to the request here misses no part of it.
  app.addHook('preParsing', (request, _reply, _body, done) => {
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers
    if (coding !== undefined || Number(length) > SMALL_BYTES) of(request).follow(request.raw)
    done()
  })
}

import type { FastifyInstance } from 'fastify'
import { servedTo } from './served.ts'

/** The connections that there can be are few enough that bodies up to this many bytes need no watching. */
const SMALL_BYTES = 16 * 1024

/** Watches the bodies of all requests to an app. */
export const watchBodies = (app: FastifyInstance): void => {
  // The last hook before a body is read: what is attached to the request here misses no part of it.
  app.addHook('preParsing', (request, _reply, _body, done) => {
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers
    if (coding !== undefined || Number(length) > SMALL_BYTES)
      servedTo(request).simulation.arrivingBodies.follow(request.raw)
    done()
  })
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { lazily } from '../../basics/lazily.ts'
import { JSON_TYPE } from '../http/headers.ts'
import { CONTROL_PREFIX } from './control-prefix.ts'

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/** Hands everything under `/__stuntdouble` to the control app, which is loaded with the first such request. */
export const addControlScope = (app: FastifyInstance): void => {
  const load = lazily(async (): Promise<Handle> => {
    const { createControlApp } = await import('./control-app.ts')
    return createControlApp()
  })
  for (const url of [CONTROL_PREFIX, `${CONTROL_PREFIX}/*`]) {
    app.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
      url,
      // Before the body is read: the control app does that.
      onRequest: (request, reply) => {
        reply.hijack()
        load().then(
          (handle) => handle(request.raw, reply.raw),
          (error: unknown) => sendUnavailable(reply.raw, error),
        )
      },
      handler: () => undefined,
    })
  }
}

/** Files of the control API cannot be read now; the next request tries again. */
const sendUnavailable = (response: ServerResponse, error: unknown): void => {
  const reason = error instanceof Error ? error.message : String(error)
  const body = JSON.stringify({ error: `The control API could not be loaded (${reason}); try again.` })
  // The body of the request is not read, so the connection is of no further use.
  response.writeHead(503, { 'content-type': JSON_TYPE, connection: 'close', 'retry-after': '1' }).end(body)
}

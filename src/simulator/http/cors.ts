import type { FastifyInstance } from 'fastify'
import { CONTROL_PREFIX } from '../control/control-prefix.ts'

const READABLE =
  'x-request-id, x-stuntdouble-fault, x-stuntdouble-note, x-stuntdouble-bill, x-stuntdouble-field'

/**
 * Lets browsers of every origin call the providers and read results, as a proxy in front of a live service would. The
 * control API keeps its own rule: it is closed to other origins.
 */
export const addCors = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || request.url.startsWith(CONTROL_PREFIX)) return
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': READABLE,
      vary: 'Origin',
    })
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return
    const asked = request.headers['access-control-request-headers']
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-max-age': '600',
        ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
      })
      .send()
  })
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CONTROL_PREFIX } from '../control/control-prefix.ts'

const READABLE =
  'x-request-id, x-stuntdouble-fault, x-stuntdouble-note, x-stuntdouble-bill, x-stuntdouble-field'

/** Lets a browser of any origin read the response; a preflight gets it here. */
const allowBrowsers = async (
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> => {
  const { origin } = request.headers
  if (origin === undefined) return undefined
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': READABLE,
    vary: 'Origin',
  })
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
    return undefined
  const asked = request.headers['access-control-request-headers']
  return reply
    .code(204)
    .headers({
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-max-age': '600',
      ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
    })
    .send()
}

/**
 * Lets browsers of every origin call the providers and read results, as a proxy in front of a live service would. The
 * control API keeps its own rule: it is closed to other origins.
 */
export const addCors = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith(CONTROL_PREFIX)) return allowBrowsers(request, reply)
    return undefined
  })
}

/** The preflights of a path that browsers may call even without `--cors`. */
export const addPreflight = (app: FastifyInstance, url: string): void => {
  app.route({
    method: 'OPTIONS',
    url,
    onRequest: allowBrowsers,
    handler: (_request, reply) => reply.code(204).send(),
  })
}

/** For the calls themselves. */
export const openToBrowsers = { onRequest: allowBrowsers }

import type { IncomingMessage, ServerResponse } from 'node:http'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { lazily } from '../../basics/lazily.ts'
import type { Account } from '../accounts/account.ts'
import { bounds } from '../bounds.ts'
import { JSON_TYPE } from '../http/headers.ts'
import { noSchemas } from '../http/no-schemas.ts'
import { servedTo } from '../http/served.ts'
import { watchBodies } from '../http/watch-bodies.ts'
import { whenOver } from '../http/when-over.ts'
import { struck } from '../journal/struck.ts'
import type { Simulation } from '../simulation.ts'
import { ControlError } from './control-error.ts'
import { CONTROL_PREFIX } from './control-prefix.ts'
import type { ControlRoute } from './control-route.ts'
import { isTooDense } from './density.ts'
import { guard } from './guard.ts'
import { readInput } from './read-input.ts'
import { billRoutes } from './routes/bill.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { clockRoutes } from './routes/clock.ts'
import { addConsole } from './routes/console.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { documentRoutes } from './routes/documents.ts'
import { eventRoutes } from './routes/events.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { listRoutes } from './routes/lists.ts'
import { scenarioRoutes } from './routes/scenario.ts'
import { sendRoutes } from './routes/send.ts'
import { serverRoutes } from './routes/server.ts'
import { stateRoutes } from './routes/state.ts'
import { taskRoutes } from './routes/tasks.ts'

/** Every route of the control API. */
export const controlRoutes: readonly ControlRoute[] = [
  ...serverRoutes,
  ...listRoutes,
  ...billRoutes,
  ...catalogueRoutes,
  ...clockRoutes,
  ...scenarioRoutes,
  ...taskRoutes,
  ...stateRoutes,
  ...deliveryRoutes,
  ...inboxRoutes,
  ...sendRoutes,
  ...eventRoutes,
  ...documentRoutes(() => controlRoutes),
]

const sendJson = (reply: FastifyReply, body: unknown, status = 200): FastifyReply =>
  reply.code(status).header('content-type', JSON_TYPE).send(JSON.stringify(body))

/** An error names what is wrong, which may be a key in the wrong place. */
const sendError = (
  request: FastifyRequest,
  reply: FastifyReply,
  error: string,
  status: number,
): FastifyReply => sendJson(reply, { error: servedTo(request).simulation.secrets.strike(error) }, status)

const parsedBody = (text: unknown): unknown => {
  if (text === undefined || text === '') return undefined
  const json = String(text)
  if (isTooDense(json)) throw new ControlError(413, 'The body has too many values for its length.')
  try {
    return JSON.parse(json)
  } catch {
    throw new ControlError(400, 'The body is not JSON.')
  }
}

const bodyFor = ({ body, readBody }: ControlRoute, text: unknown): unknown => {
  if (body === undefined) return undefined
  const value = parsedBody(text)
  return readBody === undefined ? readInput(body, value, 'body') : readBody(value)
}

/**
 * Whose account a call is about.
 * @throws ControlError when the query names another account than the key's, or one that does not exist
 */
const accountOf = (
  { accounts }: Simulation,
  { isOpen, namesAccount }: ControlRoute,
  { headers, query }: FastifyRequest,
): Account | undefined => {
  if (isOpen) return undefined
  const ofKey = accounts.ofHeader(headers.authorization)
  const { account: name } = query as { readonly account?: unknown }
  if (!namesAccount || name === undefined) return ofKey
  const named = accounts.ofName(String(name))
  if (named === undefined) throw new ControlError(404, `There is no account ${JSON.stringify(name)}.`)
  if (ofKey === undefined || ofKey === named) return named
  throw new ControlError(403, `The account ${JSON.stringify(name)} does not belong to this key.`)
}

/** The token has done its work by now. */
const withoutToken = (query: unknown): unknown => {
  const { token: _, ...rest } = query as Readonly<Record<string, unknown>>
  return rest
}

const run = async (
  route: ControlRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { simulation } = servedTo(request)
  const account = accountOf(simulation, route, request)
  // A stream or a wait is about this account for as long as it lasts, whatever is reset meanwhile.
  if (account !== undefined) whenOver(request, reply, account.hold())
  const answer = await route.handle({
    simulation,
    account,
    params: request.params as Record<string, string>,
    query: readInput(route.query, withoutToken(request.query), 'query'),
    body: bodyFor(route, request.body),
    request,
    reply,
  })
  return answer === reply ? reply : sendJson(reply, struck(answer, simulation.secrets))
}

/** One app for all simulators of a process: it takes as long to make as a simulator takes to start. */
const makeApp = async (): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    schemaController: noSchemas,
    bodyLimit: bounds.requestBody.most,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 16_384 },
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  watchBodies(app)
  addConsole(app, CONTROL_PREFIX)
  for (const route of controlRoutes) {
    app.route({
      method: route.method,
      ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
      url: CONTROL_PREFIX + route.path.replace(/\{(\w+)\}/g, ':$1'),
      onRequest: async (request) => guard(request, route.isOpen ?? false),
      handler: (request, reply) => run(route, request, reply),
    })
  }
  app.setErrorHandler((error: FastifyError | ControlError, request, reply) => {
    if (error instanceof ControlError) return sendError(request, reply, error.message, error.status)
    // Fastify's own error for a body too large is a RangeError too.
    const status = error.statusCode ?? (error instanceof RangeError ? 400 : 500)
    return sendError(request, reply, `${error.message.replace(/\.$/, '')}.`, status)
  })
  app.setNotFoundHandler((request, reply) => {
    guard(request, false)
    const there = controlRoutes.map(({ method, path }) => `${method} ${path}`).join(', ')
    const error = `There is no ${request.method} ${request.url.split('?')[0]} in the control API; there are ${there}.`
    return sendError(request, reply, error, 404)
  })
  await app.ready()
  return app
}

const theApp = lazily(makeApp)

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/**
 * The control API of a simulator, a separate app that is loaded when it is first called, so that neither it nor its
 * schemas make starting slower.
 */
export const createControlApp = async (): Promise<Handle> => {
  const app = await theApp()
  return (request, response) => app.routing(request, response)
}

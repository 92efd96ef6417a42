import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { PATIENCE, type Patience } from '../../basics/time/patience.ts'
import { bounds } from '../bounds.ts'
import { CONTROL_PREFIX } from '../control/control-prefix.ts'
import { addControlScope } from '../control/control-scope.ts'
import { METRICS_TYPE } from '../journal/metrics.ts'
import { addResultRoutes } from '../results/result-routes.ts'
import type { Simulation } from '../simulation.ts'
import { addUploadRoutes } from '../uploads/upload-routes.ts'
import { watchBodies } from './arriving-bodies.ts'
import { addCors } from './cors.ts'
import { createDoor } from './doors.ts'
import { JSON_TYPE } from './headers.ts'
import { noSchemas } from './no-schemas.ts'
import { addProviderScope } from './provider-scope.ts'
import { answerLate, answerUnmatched } from './unmatched.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The simulator's, when it arrived. */
    epoch: number
  }
}

/** The HTTP server: every provider, the result files and the control API on one port. */
export const createApp = (simulation: Simulation, patience: Patience = PATIENCE): FastifyInstance => {
  const app = Fastify({
    logger: false,
    schemaController: noSchemas,
    // Assumed: nobody publishes how large a create body may be.
    bodyLimit: bounds.requestBody.most,
    requestTimeout: patience.requestMs,
    http: { headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.checkEveryMs },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    // A made-up task id may have any length: Node accepts 16 KiB of path and headers.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (_error, request, reply) => answerUnmatched(simulation, request, reply),
  })
  const letsIn = createDoor(simulation)
  // A request's epoch is recorded before its body is read, which may take longer than the epoch lasts.
  app.decorateRequest('epoch', 0)
  app.addHook('onRequest', (request, reply, done) => {
    request.epoch = simulation.epoch
    if (letsIn(request, reply)) done()
  })
  watchBodies(app, () => simulation.arrivingBodies)
  // The process has no file descriptor left for another connection: existing ones go on.
  app.server.on('error', () => undefined)
  // The provider's own checks come first (whose call is it?), so bodies arrive as text, whatever their type.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  // A type that is named is found at once; any other is read again with every request.
  app.addContentTypeParser(['application/json', '*'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )

  if (simulation.settings.cors) addCors(app)
  for (const provider of Object.values(simulation.providers)) addProviderScope(app, simulation, provider)
  addResultRoutes(app, simulation)
  addUploadRoutes(app, simulation)
  addControlScope(app, simulation)
  // Whoever opens the address of the banner in a browser wants to see something; a program is told what is there.
  app.get('/', (request, reply) =>
    request.headers.accept?.includes('text/html')
      ? reply.redirect(`.${CONTROL_PREFIX}/${/\?.*$/s.exec(request.url)?.[0] ?? ''}`, 302)
      : answerUnmatched(simulation, request, reply),
  )
  for (const path of ['/health', '/ready']) {
    app.get(path, (_request, reply) => reply.header('content-type', JSON_TYPE).send('{"status":"ok"}'))
  }
  const { metrics } = simulation
  if (metrics !== undefined) {
    app.get('/metrics', (_request, reply) =>
      reply.header('content-type', METRICS_TYPE).send(metrics.text(simulation.accounts)),
    )
  }
  // A body that is too large, or has no type, is read and refused before Fastify notices it.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if ((error.statusCode ?? 500) < 500) return answerUnmatched(simulation, request, reply)
    process.emitWarning(error.stack ?? error.message)
    return reply
      .code(500)
      .header('content-type', JSON_TYPE)
      .send(JSON.stringify({ error: error.message }))
  })
  app.setNotFoundHandler(
    (request, reply) => answerLate(simulation, request, reply) ?? answerUnmatched(simulation, request, reply),
  )
  return app
}

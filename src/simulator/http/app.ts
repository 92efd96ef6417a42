import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { lazily } from '../../basics/lazily.ts'
import type { ProviderContract } from '../../contracts/index.ts'
import { bounds } from '../bounds.ts'
import { CONTROL_PREFIX } from '../control/control-prefix.ts'
import { addControlScope } from '../control/control-scope.ts'
import { METRICS_TYPE } from '../journal/metrics.ts'
import { addResultRoutes } from '../results/result-routes.ts'
import type { Simulation } from '../simulation.ts'
import { addUploadRoutes } from '../uploads/upload-routes.ts'
import { addCors } from './cors.ts'
import { JSON_TYPE } from './headers.ts'
import { noSchemas } from './no-schemas.ts'
import { addProviderScope } from './provider-scope.ts'
import { servedTo } from './served.ts'
import { answerLate, answerUnmatched } from './unmatched.ts'
import { watchBodies } from './watch-bodies.ts'

/** What the routes of an app depend on. */
interface Routes {
  readonly contracts: readonly ProviderContract[]
  readonly cors: boolean
}

const answerMissing = (
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> => {
  const { simulation } = servedTo(request)
  return answerLate(simulation, request, reply) ?? answerUnmatched(simulation, request, reply)
}

/** Every provider, the result files and the control API: an app without a server of its own. */
const makeApp = async ({ contracts, cors }: Routes): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    schemaController: noSchemas,
    // Assumed: nobody publishes how large a create body may be.
    bodyLimit: bounds.requestBody.most,
    exposeHeadRoutes: false,
    // A made-up task id may have any length: Node accepts 16 KiB of path and headers.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (_error, request, reply) =>
      answerUnmatched(servedTo(request).simulation, request, reply),
  })
  app.addHook('onRequest', (request, reply, done) => {
    if (servedTo(request).door(request, reply)) done()
  })
  watchBodies(app)
  // The provider's own checks come first (whose call is it?), so bodies arrive as text, whatever their type.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  // A type that is named is found at once; any other is read again with every request.
  app.addContentTypeParser(['application/json', '*'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )

  if (cors) addCors(app)
  for (const contract of contracts) addProviderScope(app, contract, { cors })
  addResultRoutes(app)
  addUploadRoutes(app)
  addControlScope(app)
  // Whoever opens the address of the banner in a browser wants to see something; a program is told what is there.
  app.get('/', (request, reply) =>
    request.headers.accept?.includes('text/html')
      ? reply.redirect(`.${CONTROL_PREFIX}/${/\?.*$/s.exec(request.url)?.[0] ?? ''}`, 302)
      : answerUnmatched(servedTo(request).simulation, request, reply),
  )
  for (const path of ['/health', '/ready']) {
    app.get(path, (_request, reply) => reply.header('content-type', JSON_TYPE).send('{"status":"ok"}'))
  }
  app.get('/metrics', (request, reply) => {
    const { metrics, accounts } = servedTo(request).simulation
    return metrics === undefined
      ? answerMissing(request, reply)
      : reply.header('content-type', METRICS_TYPE).send(metrics.text(accounts))
  })
  // A body that is too large, or has no type, is read and refused before Fastify notices it.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if ((error.statusCode ?? 500) < 500) return answerUnmatched(servedTo(request).simulation, request, reply)
    process.emitWarning(error.stack ?? error.message)
    return reply
      .code(500)
      .header('content-type', JSON_TYPE)
      .send(JSON.stringify({ error: error.message }))
  })
  app.setNotFoundHandler(answerMissing)
  await app.ready()
  return app
}

/** For all simulators of a process that serve the bundled pages alone: it takes longer to make than all else of a start. */
const shared = new Map<boolean, () => Promise<FastifyInstance>>()

/** The app that a simulator's requests go to. */
export const appFor = ({ settings, catalogue, providers }: Simulation): Promise<FastifyInstance> => {
  const { cors } = settings
  // Nothing of the simulator itself is kept with the app.
  const contracts = Object.values(providers).map(({ contract }) => contract)
  const make = () => makeApp({ contracts, cors })
  if (catalogue !== undefined) return make()
  const known = shared.get(cors) ?? lazily(make)
  shared.set(cors, known)
  return known()
}

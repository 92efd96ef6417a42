import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Account } from '../account.ts'
import { JSON_TYPE } from '../headers.ts'
import type { Journal } from '../journal.ts'
import type { Simulation } from '../simulation.ts'
import { createGuard } from './guard.ts'
import { moveAll, moveClock, parseMove, showClock } from './move-clock.ts'
import { showExchange, showTasks } from './show.ts'

export const CONTROL_PREFIX = '/__stuntdouble'

interface List {
  readonly items: readonly unknown[]
  readonly dropped: number
}

const sendJson = (reply: FastifyReply, body: unknown, status = 200): FastifyReply =>
  reply.code(status).header('content-type', JSON_TYPE).send(JSON.stringify(body))

const sendError = (reply: FastifyReply, status: number, error: string): FastifyReply =>
  sendJson(reply, { error }, status)

/** The account a control request is about; the whole server without a key. */
const scopeOf = ({ accounts }: Simulation, request: FastifyRequest): Account | undefined | 'refused' => {
  const { authorization } = request.headers
  return authorization === undefined ? undefined : (accounts.ofHeader(authorization) ?? 'refused')
}

const merged = (lists: readonly List[], order: (item: unknown) => number): List => ({
  items: lists.flatMap(({ items }) => items).sort((a, b) => order(a) - order(b)),
  dropped: lists.reduce((sum, { dropped }) => sum + dropped, 0),
})

const timeOf = (item: unknown): number => {
  const { at, createdAt } = item as { at?: number; createdAt?: number }
  return at ?? createdAt ?? 0
}

const exchangesOf = ({ exchanges }: Journal): List => ({
  items: exchanges.toArray().map(showExchange),
  dropped: exchanges.dropped,
})

const deliveriesOf = ({ deliveries }: Journal): List => ({
  items: deliveries.toArray(),
  dropped: deliveries.dropped,
})

const parsed = (body: unknown): unknown => {
  try {
    return JSON.parse(String(body))
  } catch {
    return undefined
  }
}

/** The control API, under `/__stuntdouble`. Its bearer key says which account; without one, it is about the server. */
export const addControlRoutes = (app: FastifyInstance, simulation: Simulation): void => {
  const { accounts } = simulation
  const guard = createGuard(simulation.settings)

  app.addHook('onRequest', (request, reply, done) => {
    const reason = guard(request.headers.host, request.headers.origin)
    if (reason !== undefined) return void sendError(reply, 403, reason)
    if (scopeOf(simulation, request) === 'refused') {
      return void sendError(
        reply,
        401,
        'This bearer key opens no account; send another, or none for the whole server.',
      )
    }
    done()
  })

  const scope = (request: FastifyRequest): Account | undefined =>
    accounts.ofHeader(request.headers.authorization)

  const list = (
    name: string,
    ofAccount: (account: Account) => List,
    ofServer: () => readonly List[],
  ): void => {
    app.get(`/${name}`, (request, reply) => {
      const account = scope(request)
      const lists =
        account === undefined ? [...accounts.all().map(ofAccount), ...ofServer()] : [ofAccount(account)]
      return sendJson(reply, merged(lists, timeOf))
    })
  }

  list(
    'tasks',
    (account) => showTasks(simulation, account),
    () => [],
  )
  list(
    'exchanges',
    ({ journal }) => exchangesOf(journal),
    () => [exchangesOf(simulation.journal)],
  )
  list(
    'deliveries',
    ({ journal }) => deliveriesOf(journal),
    () => [],
  )

  app.get('/health', (_request, reply) => sendJson(reply, { status: 'ok' }))
  app.get('/clock', (request, reply) => sendJson(reply, showClock(accounts, scope(request))))

  app.put('/clock', async (request, reply) => {
    const move = parseMove(parsed(request.body))
    if (typeof move === 'string') return sendError(reply, 400, move)
    const account = scope(request)
    const { clock } = account ?? accounts
    if (clock.kind !== 'manual') {
      return sendError(
        reply,
        409,
        'This clock is real and moves by itself; start with --clock manual to move it.',
      )
    }
    if (account === undefined) await moveAll(accounts, move)
    else await moveClock(account.clock as typeof clock & Parameters<typeof moveClock>[0], move)
    return sendJson(reply, showClock(accounts, account))
  })

  app.post('/reset', (request, reply) => {
    const account = scope(request)
    const reset = account === undefined ? accounts.all() : [account]
    for (const { name } of reset) simulation.courier.drop(name)
    for (const each of reset) each.reset()
    if (account === undefined) simulation.journal.clear()
    return sendJson(reply, { reset: reset.map(({ name }) => name) })
  })

  app.setErrorHandler((error: FastifyError, _request, reply) =>
    sendError(
      reply,
      error instanceof RangeError ? 400 : (error.statusCode ?? 500),
      `${error.message.replace(/\.$/, '')}.`,
    ),
  )
  app.setNotFoundHandler((request, reply) =>
    sendError(reply, 404, `There is no ${request.method} ${request.url.split('?')[0]} in the control API.`),
  )
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorKind, Operation, WireAnswer } from '../contracts/index.ts'
import type { Account } from './account.ts'
import { stopwatch } from './clock.ts'
import { drawLatency } from './duration.ts'
import { FAULT_HEADER, headerText, JSON_TYPE, NOTE_HEADER, REQUEST_ID_HEADER } from './headers.ts'
import type { Exchange } from './journal.ts'
import type { Call, Outcome } from './operations/call.ts'
import { perform } from './operations/index.ts'
import type { SimulatedProvider } from './providers/provider.ts'
import { Refusal } from './refusal.ts'
import { decide, type Strike } from './scenarios/scenario.ts'
import type { Simulation } from './simulation.ts'

/** What is known of an exchange besides its answer. */
export interface Exchanged {
  readonly simulation: Simulation
  readonly provider: SimulatedProvider
  readonly operation: Operation | undefined
  readonly account: Account | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly elapsed: () => number
}

interface Told {
  readonly fault?: string | undefined
  readonly note?: string | undefined
  readonly taskId?: string | undefined
}

/** Adds one provider's operations, under each of its prefixes. */
export const addProviderScope = (
  app: FastifyInstance,
  simulation: Simulation,
  provider: SimulatedProvider,
): void => {
  for (const prefix of provider.contract.prefixes) {
    for (const operation of provider.contract.operations) {
      app.route({
        method: operation.method,
        url: prefix + operation.path.replace(/\{(\w+)\}/g, ':$1'),
        handler: (request, reply) => answer(simulation, provider, operation, request, reply),
        errorHandler: (error, request, reply) => {
          const account = simulation.accounts.ofHeader(request.headers.authorization)
          const refusal =
            account === undefined
              ? UNAUTHORIZED
              : new Refusal(kindOf(error.code), `The request could not be read: ${error.message}.`)
          refuse({ simulation, provider, operation, account, request, reply, elapsed: stopwatch() }, refusal)
        },
      })
    }
  }
}

const UNAUTHORIZED = new Refusal(
  'unauthorized',
  'Send Authorization: Bearer <key>; any key but "invalid" opens an account, unless --api-keys names the ones to accept.',
)

const kindOf = (code: string): ErrorKind => {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'body-too-large'
  return code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? 'wrong-content-type' : 'malformed-json'
}

/** The main road: the whole life of a request that matched an operation. */
const answer = (
  simulation: Simulation,
  provider: SimulatedProvider,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> => {
  const elapsed = stopwatch()

  // Nothing is looked at before we know whose call it is, as at the providers.
  const account = simulation.accounts.ofHeader(request.headers.authorization)
  const exchanged = { simulation, provider, operation, account, request, reply, elapsed }
  if (account === undefined) return refuse(exchanged, UNAUTHORIZED)

  // Which fault strikes is decided once, here, by the how-manieth call this is.
  const nth = account.nextCall(operation)
  const strike = decide(simulation.scenario, operation, nth, account.random)
  const call: Call = {
    simulation,
    provider,
    operation,
    account,
    strike,
    query: request.query as Record<string, unknown>,
    params: request.params as Record<string, unknown>,
    body: (request.body as string | undefined) ?? '',
    contentType: request.headers['content-type'],
  }

  // A slow answer is slow on the account's clock; the work is done when the wait is over.
  const waitMs = drawLatency(simulation.settings.latency, account.random, `latency/${operation.id}`, nth)
  if (waitMs === 0) return finish(exchanged, call, strike)
  return account.clock.wait(waitMs, `answer to ${operation.id}`).then(() => finish(exchanged, call, strike))
}

const finish = (
  exchanged: Exchanged,
  call: Call,
  strike: Strike | undefined,
): FastifyReply | Promise<FastifyReply> => {
  const fault = strike?.fault.name
  const refused = strike?.fault.rejectRequest?.(strike)
  if (refused !== undefined) return refuse(exchanged, refused, fault)
  try {
    const outcome = perform(call)
    if (outcome instanceof Promise) {
      return outcome.then(
        (settled) => respond(exchanged, settled, fault),
        (error) => failed(exchanged, error, fault),
      )
    }
    return respond(exchanged, outcome, fault)
  } catch (error) {
    return failed(exchanged, error, fault)
  }
}

const respond = (exchanged: Exchanged, outcome: Outcome, fault: string | undefined): FastifyReply => {
  send(exchanged, { status: 200, body: outcome.body }, { fault, ...outcome })
  outcome.afterAnswer?.()
  return exchanged.reply
}

const failed = (exchanged: Exchanged, error: unknown, fault: string | undefined): FastifyReply => {
  if (!(error instanceof Refusal)) throw error
  return refuse(exchanged, error, fault)
}

export const refuse = (exchanged: Exchanged, refusal: Refusal, fault?: string): FastifyReply => {
  const { simulation, provider, operation } = exchanged
  const table = provider.contract.errors[simulation.settings.profile]
  const wire = table[refusal.kind]({ field: refusal.field, operation: operation?.kind })
  return send(exchanged, wire, { fault, note: refusal.message })
}

const send = (
  exchanged: Exchanged,
  { status, body }: WireAnswer,
  { fault, note, taskId }: Told,
): FastifyReply => {
  const { simulation, provider, operation, account, request, reply, elapsed } = exchanged
  const owner = account ?? simulation
  const id = owner.nextRequestId()
  const responseBody = JSON.stringify(body)
  reply.code(status).header('content-type', JSON_TYPE).header(REQUEST_ID_HEADER, id)
  if (fault !== undefined) reply.header(FAULT_HEADER, fault)
  if (note !== undefined) reply.header(NOTE_HEADER, headerText(note))
  const exchange: Exchange = {
    id,
    at: (account ?? simulation.accounts).clock.now(),
    durationMs: elapsed(),
    account: account?.name ?? null,
    provider: provider.contract.name,
    operation: operation?.id ?? null,
    method: request.method,
    url: request.url,
    status,
    task: taskId ?? null,
    fault: fault ?? null,
    note: note ?? null,
    requestHeaders: request.headers,
    requestBody: (request.body as string | undefined) ?? '',
    responseBody,
  }
  owner.journal.exchanges.push(exchange)
  simulation.onExchange?.(exchange)
  return reply.send(responseBody)
}

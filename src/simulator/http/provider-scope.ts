import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { drawSum } from '../../basics/time/draw-latency.ts'
import type { ErrorKind, Operation, ProviderContract } from '../../contracts/index.ts'
import { bounds } from '../bounds.ts'
import { noteCall, noteRefusal } from '../notes/index.ts'
import { perform } from '../operations/index.ts'
import type { OperationOutcome } from '../operations/operation-outcome.ts'
import { choose } from '../scenarios/choose.ts'
import { unreadHeader } from '../scenarios/header-directive.ts'
import { answerWith, interrupt } from './answer.ts'
import { addPreflight, openToBrowsers } from './cors.ts'
import { LABEL_HEADER, labelIn } from './headers.ts'
import { Refusal } from './refusal.ts'
import { servedTo } from './served.ts'
import { type MatchedVisit, Visit } from './visit.ts'

/** Adds one provider's operations, under each prefix that it is served under. */
export const addProviderScope = (
  app: FastifyInstance,
  { name, baseUrls, authScheme, operations, uploads }: ProviderContract,
  { cors }: { readonly cors: boolean },
): void => {
  const visitOf = (operation: Operation, request: FastifyRequest, reply: FastifyReply): Visit => {
    const { simulation } = servedTo(request)
    const account = simulation.accounts.ofHeader(request.headers.authorization, authScheme)
    return new Visit(simulation, simulation.providers[name], operation, account, request, reply)
  }
  for (const prefix of new Set(Object.values(baseUrls))) {
    for (const operation of operations) {
      const url = prefix + operation.path.replace(/\{\+\w+\}/, '*').replace(/\{(\w+)\}/g, ':$1')
      const isUpload = operation.kind === 'upload'
      const isOpen = isUpload && uploads?.sendsCors === true && !cors
      if (isOpen) addPreflight(app, url)
      app.route({
        method: operation.method,
        ...(isUpload && { bodyLimit: bounds.uploadBody.most }),
        ...(isOpen && openToBrowsers),
        url,
        handler: (request, reply) => travel(visitOf(operation, request, reply)),
        // The request could not even be read: too large, or a broken content type.
        errorHandler: (error, request, reply) => {
          const visit = visitOf(operation, request, reply)
          if (error.statusCode === undefined || error.statusCode >= 500) return broken(visit, error)
          return visit.account === undefined
            ? refuse(visit, unauthorized(authScheme))
            : refuse(
                visit,
                new Refusal(kindOf(error.code), `The request could not be read: ${error.message}.`),
              )
        },
      })
    }
  }
}

const unauthorized = (authScheme: string): Refusal =>
  new Refusal(
    'unauthorized',
    `Send Authorization: ${authScheme} <key>; any key but "invalid" opens an account, unless --api-keys names the ones to accept.`,
  )

const kindOf = (code: string): ErrorKind => {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'body-too-large'
  return code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? 'wrong-content-type' : 'malformed-json'
}

type Answered = FastifyReply | Promise<FastifyReply>

const CROWDED = `The calls that wait for their latency hold more than ${bounds.waitingCalls.most} characters, with 8,000 for each call; send fewer at once, or advance the clock.`

/** The main road: the whole life of a request that matched an operation. */
export const travel = (visit: Visit): Answered => {
  // Nothing is looked at before we know whose call it is, as at the providers.
  if (!visit.isMatched()) {
    visit.addNote(unreadHeader(visit.request.headers))
    return refuse(visit, unauthorized(visit.provider.contract.authScheme))
  }
  if (visit.isStale) return leave(visit)
  const { account, operation } = visit
  visit.note = account.note
  const label = visit.request.headers[LABEL_HEADER]
  if (label !== undefined) account.label = labelIn(label)
  noteCall(visit)

  // Which fault strikes is decided once, here.
  const { strike, requested, latency, answers, isWrong } = choose(visit, operation, account)
  if (visit.simulation.settings.strictFaults && (isWrong || account.note !== undefined))
    return refuse(visit, new Refusal('invalid-value', 'Hence this refusal (--strict-faults).'))
  visit.strike = strike
  visit.requested = requested
  visit.latency = latency

  // A slow response is slow on the account's clock; the work is done when the wait is over.
  const extra = strike?.fault.delayAnswer?.(strike) ?? 0
  if (answers === 0 && extra === 0) return work(visit)
  const { waitingCalls } = visit.simulation
  const { length } = visit.body
  if (!waitingCalls.admit(length)) return refuse(visit, new Refusal('server-error', CROWDED))
  const purpose = `latency of ${operation.id}`
  const waitMs = drawSum([answers, extra], account.random, purpose, account.nextCall(purpose))
  return account.clock.wait(waitMs, `answer to ${operation.id}`).then(() => {
    waitingCalls.letGo(length)
    return visit.isStale ? leave(visit) : work(visit)
  })
}

/**
 * Closes the connection of a call whose account has been reset since it arrived, as if the server had been restarted.
 */
const leave = ({ reply }: Visit): FastifyReply => {
  reply.hijack()
  reply.raw.destroy()
  return reply
}

const work = (visit: MatchedVisit): Answered => {
  const { strike } = visit
  const transport = strike?.fault.interruptRequest?.(strike)
  if (transport !== undefined) return interrupt(visit, transport)
  const refused = strike?.fault.rejectRequest?.(strike, visit.struckCall)
  if (refused !== undefined) return refuse(visit, refused)
  try {
    const outcome = perform(visit)
    if (!(outcome instanceof Promise)) return respond(visit, outcome)
    return outcome
      .then((settled) => (visit.isStale ? leave(visit) : respond(visit, settled)))
      .catch((error) => (visit.isStale ? leave(visit) : failed(visit, error)))
  } catch (error) {
    return failed(visit, error)
  }
}

const textOf = ({ text, body }: OperationOutcome): string => text ?? JSON.stringify(body)

const respond = (visit: Visit, outcome: OperationOutcome): FastifyReply => {
  visit.taskId = outcome.taskId
  if (outcome.headers !== undefined) visit.reply.headers(outcome.headers)
  const { strike } = visit
  const refused = strike?.fault.rejectAnswer?.(strike)
  const status = visit.operation?.kind === 'create' ? visit.provider.contract.createdStatus : 200
  const reply = refused === undefined ? answerWith(visit, status, textOf(outcome)) : refuse(visit, refused)
  outcome.afterAnswer?.()
  return reply
}

const failed = (visit: Visit, error: unknown): FastifyReply => {
  if (error instanceof Refusal) return refuse(visit, error)
  return broken(visit, error)
}

/** A bug in the simulator: the caller gets the provider's error, and a warning says where the bug is. */
const broken = (visit: Visit, error: unknown): FastifyReply => {
  process.emitWarning(error instanceof Error ? error : String(error))
  return refuse(
    visit,
    new Refusal('server-error', 'This is a bug in the simulator; the warning on standard error says where.'),
  )
}

/** Responds with the provider's refusal, in its own words. */
export const refuse = (visit: Visit, refusal: Refusal): FastifyReply => {
  const { simulation, provider, operation } = visit
  visit.isRefused = true
  visit.refusedField = refusal.field
  const { contract } = provider
  const { profile } = simulation.settings
  const { field, credits } = refusal
  const detail = { field, operation: operation?.kind, credits }
  const usual = contract.errors[profile][refusal.kind](detail)
  const stated = refusal.words === undefined ? usual : contract.refusalAnswer(refusal.words, profile)
  visit.addNote(refusal.message || undefined)
  if (typeof stated === 'string') visit.addNote(`${stated}.`)
  const { status, body } = typeof stated === 'string' ? usual : stated
  noteRefusal(visit, refusal)
  return answerWith(visit, status, JSON.stringify(body))
}

import { type Judgement, judgeCreate, type Operation } from '../contracts/index.ts'
import { callWithRetries } from './call.ts'
import type { CallOptions } from './call-options.ts'
import { randomName } from './chance.ts'
import { AmbiguousCreateError } from './errors/ambiguous-create-error.ts'
import type { ClientError } from './errors/client-error.ts'
import type { TaskHandle } from './handle.ts'
import type { Reservation } from './money/budget.ts'
import type { WireProvider } from './providers/provider.ts'
import { type Call, type CallOutcome, type Failed, failure, request } from './request.ts'
import { mayRepeatCreate } from './retry.ts'
import type { Settings } from './settings.ts'
import { stopped, stopSignal } from './signals.ts'

export interface CreateOptions extends CallOptions {
  /** Sent as `Idempotency-Key`; one is generated if absent. No provider promises to honour it (EvoLink: one report). */
  readonly idempotencyKey?: string | undefined
  /** What the task costs, for `maxCredits`. Default: the estimate; required if no price is known. */
  readonly credits?: number | undefined
  /**
   * How long creating may take in all, ms: a refused request is not sent again after that time, but ends with its
   * error. Default: no limit but `maxRetries`.
   */
  readonly deadline?: number | undefined
}

/** What is to be created, and where. */
export interface WantedTask {
  readonly operation: Operation
  /** The request as JSON. */
  readonly body: string
  readonly model: string | undefined
  /** In credits; undefined if the price is unknown. */
  readonly price: number | undefined
}

export interface Created {
  readonly handle: TaskHandle
  /** The response as it came. */
  readonly body: unknown
  /** The provider says that it is the task of an earlier request under the same key (observed, EvoLink). */
  readonly isReplayed: boolean
}

/** One attempt that was sent, and its outcome. */
interface Attempt {
  readonly outcome: CallOutcome
  readonly judgement: Judgement
  readonly sentAt: number
}

/**
 * Creates a task at most once: sent again only when the provider certainly did nothing.
 * @throws AmbiguousCreateError when a task may be running and its id did not come as the provider promises
 * @throws ClientError of another kind when it certainly created nothing
 */
export const createTask = async (
  provider: WireProvider,
  settings: Settings,
  wanted: WantedTask,
  {
    signal,
    idempotencyKey = randomName(settings.random),
    headers,
    timeout,
    maxRetries,
    credits,
    deadline = Number.POSITIVE_INFINITY,
  }: CreateOptions,
): Promise<Created> => {
  const { operation, body, model } = wanted
  const reservation = settings.budget.reserve(credits ?? wanted.price, model)
  const call = {
    ...{ operation, path: operation.path, body, maxRetries, timeoutMs: timeout },
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    signal: stopSignal(settings, signal),
    notAgainAfter: settings.clock.now() + deadline,
  }
  const buying = new Buying(provider, settings, call, model, idempotencyKey)
  try {
    const created = await buying.run()
    reservation.bought(created.handle.id)
    return created
  } catch (error) {
    settle(reservation, error)
    throw error
  }
}

/** What may have been bought stays counted. */
const settle = (reservation: Reservation, error: unknown): void => {
  if (!(error instanceof AmbiguousCreateError)) reservation.release()
  else if (error.taskId !== undefined) reservation.bought(error.taskId)
}

type CreateCall = Call & { readonly body: string }

/** One create request, over all its attempts. */
class Buying {
  readonly #provider: WireProvider
  readonly #settings: Settings
  readonly #call: CreateCall
  readonly #model: string | undefined
  readonly #idempotencyKey: string
  /** Kept over all attempts: under 'always', a later refusal does not undo an earlier doubt. */
  #doubt: AmbiguousCreateError | undefined
  #last: Attempt | undefined

  constructor(
    provider: WireProvider,
    settings: Settings,
    call: CreateCall,
    model: string | undefined,
    idempotencyKey: string,
  ) {
    this.#provider = provider
    this.#settings = settings
    this.#call = call
    this.#model = model
    this.#idempotencyKey = idempotencyKey
  }

  async run(): Promise<Created> {
    const { retryCreate } = this.#settings
    try {
      const outcome = await callWithRetries(
        this.#settings,
        this.#call,
        () => this.#attempt(),
        () => this.#last !== undefined && mayRepeatCreate(retryCreate, this.#last.judgement),
      )
      const created = this.#created()
      if (created !== undefined) return created
      if (outcome.kind === 'failed') throw outcome.error
      throw failure('invalid-response', 'returned no task', outcome.facts)
    } catch (error) {
      throw this.#doubt ?? error
    }
  }

  async #attempt(): Promise<CallOutcome> {
    const { limiter, clock } = this.#settings
    const leave = await limiter.enter(this.#call.signal).catch((cause: unknown) => {
      throw stopped(this.#settings, 'Waiting to send a create request was aborted', { cause })
    })
    const sentAt = clock.now()
    const outcome = await request(this.#provider, this.#settings, this.#call)
    leave()
    const judgement = judgeCreate(this.#provider.contract.judgement, outcome.wire)
    this.#last = { outcome, judgement, sentAt }
    this.#note(judgement)
    return this.#seen(outcome, judgement)
  }

  /** A whole response that is not one to a create request counts as failed, so that the retries see it. */
  #seen(outcome: CallOutcome, judgement: Judgement): CallOutcome {
    if (judgement.kind === 'created' || outcome.kind === 'failed') return outcome
    const error = failure('invalid-response', 'returned no task id where one should be', outcome.facts)
    return { kind: 'failed', error, wire: outcome.wire }
  }

  #note(judgement: Judgement): void {
    const { limiter } = this.#settings
    if (judgement.verdict === 'accepted') limiter.started(judgement.taskId)
    if (judgement.verdict === 'ambiguous') limiter.started(this.#idempotencyKey)
    if (judgement.verdict !== 'refused' && judgement.kind !== 'created') this.#doubt = this.#ambiguous()
  }

  #created(): Created | undefined {
    const { outcome, judgement } = this.#last ?? {}
    if (judgement?.kind !== 'created' || outcome === undefined) return undefined
    const { wire } = outcome
    const requestId = outcome.kind === 'answered' ? outcome.facts.requestId : outcome.error.requestId
    const handle = {
      ...{ provider: this.#provider.contract.name, id: judgement.taskId, model: this.#model },
      ...{ createdAt: this.#settings.clock.now(), idempotencyKey: this.#idempotencyKey },
      ...(requestId !== undefined && { requestId }),
    }
    return {
      handle,
      body: wire.kind === 'answered' ? wire.body : undefined,
      isReplayed: wire.kind === 'answered' && wire.headers?.['idempotency-replayed'] === 'true',
    }
  }

  #ambiguous(): AmbiguousCreateError | undefined {
    if (this.#last === undefined) return undefined
    const { outcome, judgement, sentAt } = this.#last
    const error: ClientError =
      outcome.kind === 'failed'
        ? outcome.error
        : failure('invalid-response', 'returned no task id where one should be', outcome.facts)
    const { request, status, code, providerMessage, requestId, note } = error
    return new AmbiguousCreateError(`${error.message}.`, {
      ...{ request, status, code, providerMessage, requestId, note, cause: error, sentAt },
      ...{ answer: error.answer ?? answerOf(outcome, this.#settings), taskId: judgement.taskId },
      elapsedMs: this.#settings.clock.now() - sentAt,
      bytesSent: Buffer.byteLength(this.#call.body),
      received: RECEIVED[outcome.wire.kind],
      ...{ idempotencyKey: this.#idempotencyKey, model: this.#model },
    })
  }
}

const RECEIVED = {
  answered: 'unusable',
  'cut-off': 'cut-off',
  'no-answer': 'none',
  'not-sent': 'none',
} as const

const answerOf = ({ wire }: CallOutcome | Failed, { redact }: Settings): string | undefined =>
  wire.kind === 'answered' ? redact(JSON.stringify(wire.body)).slice(0, 2_000) : undefined

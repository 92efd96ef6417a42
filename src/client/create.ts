import type { Operation } from '../contracts/index.ts'
import { callWithRetries } from './call.ts'
import { AmbiguousCreateError } from './errors/ambiguous-create-error.ts'
import type { TaskHandle } from './handle.ts'
import type { Settings } from './options.ts'
import type { WireProvider } from './providers/provider.ts'
import { type Call, failure, type Outcome, request } from './request.ts'
import { mayRepeatCreate } from './retry.ts'

export interface CreateOptions {
  readonly signal?: AbortSignal
  /** Sent as `Idempotency-Key`; one is made up when absent. No provider promises to honour it (EvoLink: one report). */
  readonly idempotencyKey?: string
}

/** What is to be created, and where. */
export interface WantedTask {
  readonly operation: Operation
  /** The request as JSON. */
  readonly body: string
  readonly model: string | undefined
}

export interface Created {
  readonly handle: TaskHandle
  /** The answer as it came. */
  readonly body: unknown
}

/**
 * Creates a task at most once: sent again only when the provider certainly did nothing.
 * @throws AmbiguousCreateError when a task may be running and nobody knows its id
 * @throws ClientError of another kind when there certainly is none
 */
export const createTask = async (
  provider: WireProvider,
  settings: Settings,
  { operation, body, model }: WantedTask,
  { signal, idempotencyKey = randomName(settings.random) }: CreateOptions,
): Promise<Created> => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey }
  const call = { operation, path: operation.path, body, headers, signal }
  // Kept over all attempts: under 'always' a later refusal does not undo an earlier doubt.
  let doubt: AmbiguousCreateError | undefined
  const attempt = async (): Promise<Outcome> => {
    const sentAt = settings.clock.now()
    const outcome = withId(provider, await request(provider, settings, call))
    if (outcome.kind === 'failed' && outcome.doubt === 'unclear')
      doubt = ambiguous(outcome, call, sentAt, settings.clock.now(), idempotencyKey)
    return outcome
  }
  const outcome = await callWithRetries(settings, call, attempt, (failed) =>
    mayRepeatCreate(settings.retryCreate, failed.doubt),
  ).catch((aborted: unknown) => {
    throw doubt ?? aborted
  })
  if (outcome.kind === 'failed') throw doubt ?? outcome.error
  const id = provider.createdIdIn(outcome.body) ?? ''
  const createdAt = settings.clock.now()
  return {
    handle: { provider: provider.contract.name, id, model, createdAt, idempotencyKey },
    body: outcome.body,
  }
}

/** A create's answer without an id is as unclear as none. */
const withId = (provider: WireProvider, outcome: Outcome): Outcome => {
  if (outcome.kind === 'failed' || provider.createdIdIn(outcome.body) !== undefined) return outcome
  const error = failure('invalid-response', 'answered without a task id', outcome.facts)
  return { kind: 'failed', error, doubt: 'unclear', answer: 'unusable' }
}

const ambiguous = (
  { error, answer }: Extract<Outcome, { kind: 'failed' }>,
  call: Call & { readonly body: string },
  sentAt: number,
  now: number,
  idempotencyKey: string,
): AmbiguousCreateError => {
  const { request, status, code, providerMessage, requestId } = error
  return new AmbiguousCreateError(`${error.message}.`, {
    ...{ request, status, code, providerMessage, requestId, cause: error },
    ...{ sentAt, elapsedMs: now - sentAt, bytesSent: Buffer.byteLength(call.body), answer, idempotencyKey },
  })
}

/** 32 hexadecimal digits. */
const randomName = (random: () => number): string =>
  Array.from({ length: 8 }, () =>
    Math.floor(random() * 0x1_0000)
      .toString(16)
      .padStart(4, '0'),
  ).join('')

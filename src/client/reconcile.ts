import { type Json, sameJson } from '../contracts/check/json.ts'
import { recordOf } from '../contracts/media.ts'
import type { CallOptions } from './call-options.ts'
import type { AmbiguousCreateError } from './errors/ambiguous-create-error.ts'
import { ClientError } from './errors/client-error.ts'
import type { TaskHandle } from './handle.ts'
import type { Origin, WireProvider } from './providers/provider.ts'
import type { Reader } from './read.ts'
import { readHandle } from './read-handle.ts'

export interface ReconcileOptions extends CallOptions {
  /**
   * Ids of tasks that may be the one: those of unexpected callbacks (`onIgnored`, `foreign`). Each is read, and
   * compared with the request.
   */
  readonly candidates?: readonly string[]
  /**
   * What the account had before the create request (`credits().remaining`). Useful only if nobody else spends from it.
   */
  readonly creditsBefore?: number
  /**
   * Send the request once more under the same Idempotency-Key, if nothing else has found the task. At EvoLink that returns the
   * first task (observed, one source); wherever the key is ignored it buys a second one, which is then `bought-again`. Off
   * unless asked for.
   */
  readonly replay?: boolean
}

/** The outcome of an ambiguous create request, as far as it can be found out. */
export type Reconciliation =
  /** It exists: wait for it. `by` says how it was found. */
  | {
      readonly kind: 'found'
      readonly by: 'response' | 'candidate' | 'list' | 'replay'
      readonly handle: TaskHandle
    }
  /** Several tasks may be the one: the provider's records do not tell them apart. */
  | { readonly kind: 'several'; readonly handles: readonly TaskHandle[] }
  /** The balance is what it was, and no list or candidate has the task. */
  | { readonly kind: 'not-billed'; readonly why: string }
  /** The balance has fallen, and the task was not found. */
  | { readonly kind: 'billed'; readonly credits: number; readonly why: string }
  /** The replay has created a task: the key is ignored, so there may be two. */
  | { readonly kind: 'bought-again'; readonly handle: TaskHandle }
  | { readonly kind: 'unknown'; readonly why: string }

/** What reconciling needs of the client. */
export interface ReconcileTools {
  readonly provider: WireProvider
  readonly reader: Reader
  /** The request as it was sent, if this client has sent it. */
  readonly requestOf: (error: AmbiguousCreateError) => unknown
  /** Whether this client knows a task from another create request. */
  readonly isKnown: (taskId: string) => boolean
  /**
   * Sends the request again under its key; `undefined` if this client has not sent it or the provider replays nothing.
   */
  readonly replay: (error: AmbiguousCreateError, call: CallOptions) => Promise<Replayed | undefined>
}

export interface Replayed {
  readonly handle: TaskHandle
  /** The provider says that this is the first task again. */
  readonly isFirst: boolean
}

/** How far the provider's clock and ours may be apart, ms. */
const SKEW_MS = 60_000

/** Looks for the task of an ambiguous create request: in its response, among candidates, in the list, in the balance. Creates nothing, unless `replay` is asked for. */
export const reconcile = async (
  tools: ReconcileTools,
  error: AmbiguousCreateError,
  { candidates = [], creditsBefore, replay = false, ...call }: ReconcileOptions,
): Promise<Reconciliation> => {
  const handleOf = (id: string): TaskHandle => ({
    ...readHandle(id, tools.provider.contract.name),
    ...{ model: error.model, createdAt: error.sentAt, idempotencyKey: error.idempotencyKey },
  })
  if (error.taskId !== undefined) return { kind: 'found', by: 'response', handle: handleOf(error.taskId) }

  const told = await fitting(tools, error, await readEach(tools, candidates, call))
  if (told.length === 1) return { kind: 'found', by: 'candidate', handle: handleOf(told[0] ?? '') }
  const listed = await fitting(tools, error, (await tools.reader.list(call)) ?? [])
  const fresh = listed.filter((id) => !tools.isKnown(id))
  if (fresh.length === 1) return { kind: 'found', by: 'list', handle: handleOf(fresh[0] ?? '') }
  const several = [...new Set([...told, ...fresh])]
  if (several.length > 1) return { kind: 'several', handles: several.map(handleOf) }
  const replayed = replay && several.length === 0 ? await tools.replay(error, call) : undefined
  if (replayed?.isFirst === true) return { kind: 'found', by: 'replay', handle: replayed.handle }
  if (replayed !== undefined) return { kind: 'bought-again', handle: replayed.handle }
  return byBalance(tools, creditsBefore, call)
}

/** Those that can be read; a candidate that the provider does not know is left out. */
const readEach = async (
  { provider, reader }: ReconcileTools,
  ids: readonly string[],
  call: CallOptions,
): Promise<readonly unknown[]> => {
  const records: unknown[] = []
  for (const id of new Set(ids)) {
    try {
      const { raw } = await reader.retrieve(readHandle(id, provider.contract.name), call)
      records.push(raw)
    } catch (error) {
      if (!(error instanceof ClientError) || error.kind === 'aborted' || error.kind === 'closed') throw error
    }
  }
  return records
}

/** The ids of the records that may belong to this request. */
const fitting = async (
  { provider, requestOf }: ReconcileTools,
  error: AmbiguousCreateError,
  records: readonly unknown[],
): Promise<readonly string[]> =>
  records.flatMap((record) => {
    const id = provider.taskIn(record)?.id
    return id !== undefined && fits(provider.originIn(record), error, requestOf(error)) ? [id] : []
  })

const fits = (origin: Origin, error: AmbiguousCreateError, request: unknown): boolean => {
  const { model, createdAt } = origin
  if (model !== undefined && error.model !== undefined && model !== error.model) return false
  const isThen =
    createdAt === undefined ||
    (createdAt >= error.sentAt - SKEW_MS && createdAt <= error.sentAt + error.elapsedMs + SKEW_MS)
  if (!isThen) return false
  // If the record keeps the request, it identifies it; defaults that the provider has filled in do not matter.
  return origin.request === undefined || request === undefined || isWithin(request, origin.request)
}

const isWithin = (asked: unknown, kept: unknown): boolean => {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked))
    return sameJson(asked as Json, kept as Json | undefined)
  const record = recordOf(kept)
  return Object.entries(asked).every(([name, value]) => value === undefined || isWithin(value, record[name]))
}

const byBalance = async (
  { reader }: ReconcileTools,
  before: number | undefined,
  call: CallOptions,
): Promise<Reconciliation> => {
  if (before === undefined)
    return {
      kind: 'unknown',
      why: 'No list or callback has the task. Pass creditsBefore to compare the balance, or wait for the callback.',
    }
  const { remaining } = await reader.credits(call)
  if (remaining === before)
    return { kind: 'not-billed', why: `The balance is ${remaining} credits, as before the create request.` }
  if (remaining > before)
    return {
      kind: 'unknown',
      why: `The balance has risen from ${before} to ${remaining} credits, so it proves nothing.`,
    }
  return {
    kind: 'billed',
    credits: before - remaining,
    why: `The balance has fallen from ${before} to ${remaining} credits, and the task was not found.`,
  }
}

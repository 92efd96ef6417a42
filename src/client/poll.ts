import type { ClientError, ErrorKind } from './errors/client-error.ts'
import { isEmpty, type Task, type UnfinishedTask } from './task.ts'

/** From 3 s, half as long again each time, up to 15 s: real videos take 63 to 785 s (observed). */
const FIRST_WAIT_MS = 3_000
const GROWTH = 1.5
const LONGEST_WAIT_MS = 15_000

/**
 * A task may be not found for a moment right after its create request (observed, Kie); we allow for a long moment, ms.
 */
const MAY_BE_MISSING_MS = 60_000

/** How many refusals in a row are needed to believe one: a single one may be a gateway's hiccup. */
const REFUSALS_BELIEVED = 3

/** How many successes without a result are needed to believe that there is none. */
const EMPTY_BELIEVED = 3

/** How often an unknown state must come together with a result to count as a success under a new name. */
const RENAMED_BELIEVED = 3

/** How long to wait before the next poll, ms, spread by ±10 %; never less than the provider asked for. */
export const pollDelayMs = (nth: number, random: number, retryAfterMs = 0): number => {
  const usual = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * GROWTH ** nth)
  return Math.round(Math.max(usual * (0.9 + random / 5), retryAfterMs))
}

/** What one poll returned. */
export type Sighting =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'error'; readonly error: ClientError }

/** What is remembered from poll to poll. */
export interface Watch {
  readonly refusals: number
  readonly empties: number
  readonly renamed: number
}

export const NOTHING_SEEN: Watch = { refusals: 0, empties: 0, renamed: 0 }

export type Decision =
  | { readonly kind: 'ended'; readonly task: Exclude<Task, { phase: 'queued' | 'running' | 'unknown' }> }
  | { readonly kind: 'give-up'; readonly error: ClientError }
  | { readonly kind: 'keep-waiting'; readonly watch: Watch; readonly retryAfterMs: number | undefined }

/** Waiting cannot cure these, if they are real. */
const REFUSALS: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'unauthorized',
  'forbidden',
  'invalid-request',
  'not-found',
])

/** Decides after a poll. A failed poll is never a failed task. @param ageMs how long ago the task was created, at least */
export const afterPoll = (sighting: Sighting, watch: Watch, ageMs: number): Decision =>
  sighting.kind === 'task' ? afterTask(sighting.task, watch) : afterError(sighting.error, watch, ageMs)

const afterTask = (task: Task, { empties, renamed }: Watch): Decision => {
  switch (task.phase) {
    case 'failed':
      return { kind: 'ended', task }
    case 'succeeded':
      return !isEmpty(task) || empties + 1 >= EMPTY_BELIEVED
        ? { kind: 'ended', task }
        : waiting({ refusals: 0, empties: empties + 1, renamed: 0 })
    case 'queued':
    case 'running':
      return waiting({ refusals: 0, empties, renamed: 0 })
    case 'unknown':
      return afterUnknown(task, { refusals: 0, empties, renamed })
  }
}

/** A success under a new name must not be waited for until the deadline while its links expire. */
const afterUnknown = (task: UnfinishedTask, watch: Watch): Decision => {
  const { result, phase: _phase, ...facts } = task
  if (result === undefined || isEmpty(result)) return waiting({ ...watch, renamed: 0 })
  const renamed = watch.renamed + 1
  const { urls, object, looksFinished } = result
  return looksFinished || renamed >= RENAMED_BELIEVED
    ? { kind: 'ended', task: { ...facts, phase: 'succeeded', urls, object } }
    : waiting({ ...watch, renamed })
}

const afterError = (error: ClientError, watch: Watch, ageMs: number): Decision => {
  if (error.kind === 'aborted' || error.kind === 'closed') return { kind: 'give-up', error }
  if (!REFUSALS.has(error.kind)) return waiting({ ...watch, refusals: 0 }, error.retryAfterMs)
  const refusals = watch.refusals + 1
  const mayAppear = error.kind === 'not-found' && ageMs < MAY_BE_MISSING_MS
  if (refusals >= REFUSALS_BELIEVED && !mayAppear) return { kind: 'give-up', error }
  return waiting({ ...watch, refusals })
}

const waiting = (watch: Watch, retryAfterMs?: number): Decision => ({
  kind: 'keep-waiting',
  watch,
  retryAfterMs,
})

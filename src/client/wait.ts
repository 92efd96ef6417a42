import { abortableDelay } from './call.ts'
import { ClientError } from './errors/client-error.ts'
import {
  EmptyResultError,
  HookFailedError,
  TaskFailedError,
  WaitDeadlineError,
} from './errors/task-errors.ts'
import type { TaskHandle } from './handle.ts'
import type { Settings } from './options.ts'
import { afterPoll, NOTHING_SEEN, pollDelayMs, type Sighting, type Watch } from './poll.ts'
import { isEmpty, type SucceededTask, type Task } from './task.ts'

export interface WaitOptions {
  readonly signal?: AbortSignal
  /** How long to wait in all, ms. Default: 30 minutes; real videos take up to 785 s (observed). */
  readonly deadline?: number
  /** Called after each poll that worked. */
  readonly onProgress?: (task: Task) => void | Promise<void>
}

/** Reads the task once, within so many ms. @throws ClientError */
export type Read = (handle: TaskHandle, limits: ReadLimits) => Promise<Task>

export interface ReadLimits {
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs: number
}

const DEFAULT_DEADLINE_MS = 30 * 60_000

/** At the deadline there is one last look, which may take this long, ms. */
const LAST_LOOK_MS = 2_000

/**
 * Polls a task until it ends. Failed polls, unknown states and a task that is not there yet mean: keep waiting.
 * @throws TaskFailedError, EmptyResultError, WaitDeadlineError, AbortedError, HookFailedError; a CallError only when the
 *   provider keeps refusing to tell
 */
export const waitFor = async (
  settings: Settings,
  read: Read,
  handle: TaskHandle,
  { signal, deadline = DEFAULT_DEADLINE_MS, onProgress }: WaitOptions,
): Promise<SucceededTask> => {
  const { clock, random } = settings
  const startedAt = clock.now()
  const timeLeft = (): number => startedAt + deadline - clock.now()
  const sleep = (ms: number): Promise<void> => abortableDelay(settings, ms, signal, handle.id)
  let seen: Seen = { watch: NOTHING_SEEN, lastTask: undefined, lastError: undefined }

  // A fresh task is left alone for the first interval; one that is taken up again is looked at now.
  const restMs = pollDelayMs(0, random()) - (startedAt - (handle.createdAt ?? Number.NEGATIVE_INFINITY))
  const isFresh = restMs > 0 && startedAt >= (handle.createdAt ?? Number.POSITIVE_INFINITY)
  if (isFresh) await sleep(Math.min(restMs, deadline))

  for (let pauses = isFresh ? 1 : 0; ; pauses += 1) {
    const timeoutMs = Math.min(settings.timeoutMs, Math.max(LAST_LOOK_MS, timeLeft()))
    const sighting = await sight(read, handle, { signal, timeoutMs })
    if (sighting.kind === 'task') await tell(onProgress, sighting.task, handle)
    const decision = afterPoll(sighting, seen.watch, clock.now() - (handle.createdAt ?? startedAt))
    if (decision.kind === 'give-up') throw decision.error
    if (decision.kind === 'ended') return ended(decision.task)
    seen = remembered(seen, sighting, decision.watch)
    if (timeLeft() <= 0) throw new WaitDeadlineError(handle, deadline, seen.lastTask, seen.lastError)
    await sleep(Math.min(pollDelayMs(pauses, random(), decision.retryAfterMs), timeLeft()))
  }
}

/** What all polls so far have shown. */
interface Seen {
  readonly watch: Watch
  readonly lastTask: Task | undefined
  readonly lastError: ClientError | undefined
}

const remembered = (seen: Seen, sighting: Sighting, watch: Watch): Seen =>
  sighting.kind === 'task'
    ? { ...seen, watch, lastTask: sighting.task }
    : { ...seen, watch, lastError: sighting.error }

const sight = async (read: Read, handle: TaskHandle, limits: ReadLimits): Promise<Sighting> => {
  try {
    return { kind: 'task', task: await read(handle, limits) }
  } catch (error) {
    if (error instanceof ClientError) return { kind: 'error', error }
    throw error
  }
}

const tell = async (onProgress: WaitOptions['onProgress'], task: Task, handle: TaskHandle): Promise<void> => {
  try {
    await onProgress?.(task)
  } catch (cause) {
    throw new HookFailedError('onProgress', handle, cause)
  }
}

const ended = (task: Exclude<Task, { phase: 'queued' | 'running' | 'unknown' }>): SucceededTask => {
  if (task.phase === 'failed') throw new TaskFailedError(task)
  if (isEmpty(task)) throw new EmptyResultError(task)
  return task
}

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
import { afterPoll, NOTHING_SEEN, pollDelayMs, type Sighting } from './poll.ts'
import type { SucceededTask, Task } from './task.ts'

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
  const { clock, random, timeoutMs } = settings
  const startedAt = clock.now()
  const endsAt = startedAt + deadline
  let watch = NOTHING_SEEN
  let lastTask: Task | undefined
  let lastError: ClientError | undefined

  // A fresh task is left alone for the first interval; one that is taken up again is looked at now.
  let polls = 0
  const age = startedAt - (handle.createdAt ?? Number.NEGATIVE_INFINITY)
  const first = pollDelayMs(0, random())
  if (age >= 0 && age < first) {
    polls = 1
    await abortableDelay(settings, Math.min(first - age, deadline), signal, handle.id)
  }

  for (;;) {
    const remaining = Math.max(LAST_LOOK_MS, endsAt - clock.now())
    const sighting = await sight(read, handle, { signal, timeoutMs: Math.min(timeoutMs, remaining) })
    if (sighting.kind === 'task') {
      lastTask = sighting.task
      await tell(onProgress, sighting.task, handle)
    } else lastError = sighting.error

    const decision = afterPoll(sighting, watch, clock.now() - (handle.createdAt ?? startedAt))
    if (decision.kind === 'give-up') throw decision.error
    if (decision.kind === 'ended') return ended(decision.task)
    const left = endsAt - clock.now()
    if (left <= 0) throw new WaitDeadlineError(handle, deadline, lastTask, lastError)
    watch = decision.watch
    const pause = pollDelayMs(polls, random(), decision.retryAfterMs)
    polls += 1
    await abortableDelay(settings, Math.min(pause, left), signal, handle.id)
  }
}

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
  if (task.urls.length === 0) throw new EmptyResultError(task)
  return task
}

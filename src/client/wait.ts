import { abortableDelay } from './call.ts'
import type { CallOptions } from './call-options.ts'
import { ClientError } from './errors/client-error.ts'
import {
  EmptyResultError,
  HookFailedError,
  TaskFailedError,
  WaitDeadlineError,
} from './errors/task-errors.ts'
import type { TaskHandle } from './handle.ts'
import { afterPoll, NOTHING_SEEN, pollDelayMs, type Sighting, type Watch } from './poll.ts'
import type { Settings } from './settings.ts'
import { stopped, stopSignal, untilAborted } from './signals.ts'
import { isEmpty, type SucceededTask, type Task } from './task.ts'

export interface FollowOptions extends Omit<CallOptions, 'maxRetries'> {
  /** How long to wait in all, ms. Default: 30 minutes; real videos take up to 785 s (observed). */
  readonly deadline?: number | undefined
}

export interface WaitOptions extends FollowOptions {
  /** Called after each poll that worked. */
  readonly onProgress?: ((task: Task) => void | Promise<void>) | undefined
}

/** Reads the task once, within a time limit. @throws ClientError */
export type Read = (handle: TaskHandle, limits: ReadLimits) => Promise<Task>

export interface ReadLimits extends Pick<CallOptions, 'signal' | 'headers'> {
  readonly timeoutMs: number
}

const DEFAULT_DEADLINE_MS = 30 * 60_000

/** At the deadline there is one last read, which may take this long, ms. */
const LAST_LOOK_MS = 2_000

/**
 * Polls a task until it ends. Failed polls, unknown states and a task that does not exist yet mean: keep waiting.
 * @throws TaskFailedError, EmptyResultError, WaitDeadlineError, AbortedError, ClientClosedError, HookFailedError; a
 * CallError only when the provider keeps refusing the reads
 */
export const waitFor = async (
  settings: Settings,
  read: Read,
  handle: TaskHandle,
  { onProgress, ...options }: WaitOptions,
): Promise<SucceededTask> => {
  const steps = followTask(settings, read, handle, options)
  for (;;) {
    const { done, value } = await steps.next()
    if (done) return value
    await runHook(settings, 'onProgress', () => onProgress?.(value), handle, options.signal)
  }
}

/** The same, step by step: each poll that worked is a step, and the finished task what it returns. @throws what `waitFor` throws */
export async function* followTask(
  settings: Settings,
  read: Read,
  handle: TaskHandle,
  { signal: given, deadline = DEFAULT_DEADLINE_MS, timeout, headers }: FollowOptions,
): AsyncGenerator<Task, SucceededTask> {
  const { clock, random } = settings
  const signal = stopSignal(settings, given)
  const startedAt = clock.now()
  const timeLeft = (): number => startedAt + deadline - clock.now()
  const sleep = (ms: number): Promise<void> => abortableDelay(settings, ms, signal, handle.id, handle)
  let seen: Seen = { watch: NOTHING_SEEN, lastTask: undefined, lastError: undefined }

  // A fresh task is left alone for the first interval; one that is taken up again is read now.
  const restMs = pollDelayMs(0, random()) - (startedAt - (handle.createdAt ?? Number.NEGATIVE_INFINITY))
  const isFresh = restMs > 0 && startedAt >= (handle.createdAt ?? Number.POSITIVE_INFINITY)
  if (isFresh) await sleep(Math.min(restMs, deadline))

  for (let pauses = isFresh ? 1 : 0; ; pauses += 1) {
    const timeoutMs = Math.min(timeout ?? settings.timeoutMs, Math.max(LAST_LOOK_MS, timeLeft()))
    const sighting = await sight(read, handle, { signal, headers, timeoutMs })
    if (sighting.kind === 'task') yield sighting.task
    const decision = afterPoll(sighting, seen.watch, clock.now() - (handle.createdAt ?? startedAt))
    if (decision.kind === 'give-up') throw withHandle(decision.error, handle)
    if (decision.kind === 'ended') return ended(settings, decision.task, sighting)
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

/** A caller that gives up waiting keeps the handle of the task. */
const withHandle = (error: ClientError, handle: TaskHandle): ClientError =>
  error.handle === undefined ? Object.assign(error, { handle }) : error

/**
 * Calls a hook, and waits for it no longer than the signal allows.
 * @throws HookFailedError when it throws, AbortedError or ClientClosedError
 */
export const runHook = async (
  settings: Settings,
  name: string,
  run: () => void | Promise<void>,
  handle: TaskHandle,
  given: AbortSignal | undefined,
): Promise<void> => {
  const signal = stopSignal(settings, given)
  try {
    await untilAborted(run(), signal)
  } catch (cause) {
    if (signal.aborted && cause === signal.reason)
      throw stopped(settings, `${name} was still running and waiting for it was aborted`, {
        ...{ taskId: handle.id, handle, cause },
      })
    throw new HookFailedError(name, handle, cause)
  }
}

const ended = (
  { logger }: Settings,
  task: Exclude<Task, { phase: 'queued' | 'running' | 'unknown' }>,
  sighting: Sighting,
): SucceededTask => {
  if (task.phase === 'failed') throw new TaskFailedError(task)
  if (isEmpty(task)) throw new EmptyResultError(task)
  if (sighting.kind === 'task' && sighting.task.phase === 'unknown')
    logger.warn?.(
      `task ${task.id}: the state "${task.state}" is unknown; it has results, so it is taken for a success`,
    )
  return task
}

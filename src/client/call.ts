import { delay } from './clock.ts'
import type { TaskHandle } from './handle.ts'
import type { Call, CallOutcome, Failed } from './request.ts'
import { retryDelayMs } from './retry.ts'
import type { Settings } from './settings.ts'
import { stopped } from './signals.ts'

/**
 * Makes attempts at a call until one works or further attempts are pointless. Returns the last outcome.
 * @throws AbortedError or ClientClosedError while it waits between two
 */
export const callWithRetries = async (
  settings: Settings,
  { operation, signal, taskId, ...call }: Call,
  attemptOnce: () => Promise<CallOutcome>,
  mayRepeat: (failed: Failed) => boolean = () => true,
): Promise<CallOutcome> => {
  const { random, logger, clock } = settings
  const { maxRetries = settings.maxRetries, notAgainAfter = Number.POSITIVE_INFINITY } = call
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce()
    if (outcome.kind === 'answered' || !mayRepeat(outcome)) return outcome
    const { kind, retryAfterMs } = outcome.error
    const waitMs = retryDelayMs({ kind, attempt, maxRetries, retryAfterMs, random: random() })
    if (waitMs === undefined || clock.now() + waitMs > notAgainAfter) return outcome
    logger.warn?.(`${operation.id}: ${kind}, sent again in ${waitMs} ms (retry ${attempt} of ${maxRetries})`)
    await abortableDelay(settings, waitMs, signal, taskId)
  }
}

/**
 * Waits on the client's clock.
 * @throws AbortedError or ClientClosedError that says whether a task goes on
 */
export const abortableDelay = async (
  settings: Settings,
  ms: number,
  signal: AbortSignal,
  taskId: string | undefined,
  handle?: TaskHandle,
): Promise<void> => {
  try {
    await delay(settings.clock, ms, signal)
  } catch (cause) {
    throw stopped(settings, 'Waiting was aborted', { taskId, handle, cause })
  }
}

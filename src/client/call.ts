import { delay } from './clock.ts'
import { AbortedError } from './errors/client-error.ts'
import type { Settings } from './options.ts'
import type { Call, Outcome } from './request.ts'
import { retryDelayMs } from './retry.ts'

type Failed = Extract<Outcome, { kind: 'failed' }>

/**
 * Makes attempts at a call until one works or there is no more use in it. Answers the last outcome.
 * @throws AbortedError while it waits between two
 */
export const callWithRetries = async (
  settings: Settings,
  { operation, signal, taskId }: Call,
  attemptOnce: () => Promise<Outcome>,
  mayRepeat: (failed: Failed) => boolean = () => true,
): Promise<Outcome> => {
  const { random, logger, maxRetries } = settings
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce()
    if (outcome.kind === 'answered' || !mayRepeat(outcome)) return outcome
    const { kind, retryAfterMs } = outcome.error
    const waitMs = retryDelayMs({ kind, attempt, maxRetries, retryAfterMs, random: random() })
    if (waitMs === undefined) return outcome
    logger.warn?.(`${operation.id}: ${kind}, sent again in ${waitMs} ms (retry ${attempt} of ${maxRetries})`)
    await abortableDelay(settings, waitMs, signal, taskId)
  }
}

/** Waits on the client's clock. @throws AbortedError that says whether a task goes on */
export const abortableDelay = async (
  { clock }: Settings,
  ms: number,
  signal: AbortSignal | undefined,
  taskId: string | undefined,
): Promise<void> => {
  try {
    await delay(clock, ms, signal)
  } catch (cause) {
    const goesOn = taskId === undefined ? '' : ` Task ${taskId} goes on, and may be billed.`
    throw new AbortedError(`Waiting was aborted by the caller.${goesOn}`, { taskId, cause })
  }
}

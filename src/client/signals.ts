import { AbortedError, ClientClosedError, type ErrorFacts } from './errors/client-error.ts'

interface Closable {
  readonly closing: AbortSignal
}

/**
 * Aborts when the caller's signal does or the client is closed. Each call has its own signal, so that a hundred jobs on
 * one signal are not a hundred listeners there.
 */
export const stopSignal = ({ closing }: Closable, signal: AbortSignal | undefined): AbortSignal =>
  signal === undefined ? closing : AbortSignal.any([signal, closing])

/** The error of a call that was stopped. `what` says what was stopped, as a whole clause. */
export const stopped = (
  { closing }: Closable,
  what: string,
  facts: ErrorFacts,
): AbortedError | ClientClosedError => {
  const task = facts.taskId
  const goesOn = task === undefined ? '' : ` Task ${task} goes on, and may be billed.`
  return closing.aborted
    ? new ClientClosedError(`${what} because the client was closed.${goesOn}`, facts)
    : new AbortedError(`${what} by the caller.${goesOn}`, facts)
}

/**
 * Waits for somebody else's promise, but no longer than the signal allows.
 * @throws the signal's reason
 */
export const untilAborted = async <T>(promise: T | PromiseLike<T>, signal: AbortSignal): Promise<T> => {
  let onAbort = (): void => undefined
  const abort = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([promise, abort])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

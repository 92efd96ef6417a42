/** The only file that reads the machine's time or sets a timer. */

/** What the machine's own clock shows, epoch ms. It may be set, and then it jumps. */
export const machineNow = (): number => Date.now()

/** Real ms since the process began: measures how long something really took, whatever the account's clock says. */
export const realNow = (): number => performance.now()

/** A real timer holds at most this many ms (2^31 - 1). */
const LONGEST_TIMER_MS = 2_147_483_647

/** Runs `run` after `ms` real ms, whatever any clock shows. Returns a function that cancels it. */
export const afterRealMs = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** The same, but it does not keep the process alive; what is longer than a timer can hold runs early. */
export const bookRealMs = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, Math.min(ms, LONGEST_TIMER_MS))
  timer.unref()
  return () => clearTimeout(timer)
}

/** Runs `run` every `ms` real ms. Returns a function that ends it. */
export const everyRealMs = (ms: number, run: () => void): (() => void) => {
  const timer = setInterval(run, ms)
  timer.unref()
  return () => clearInterval(timer)
}

/** Whether `running` ends within `ms` real ms. @param signal ends the wait at once */
export const within = async (
  ms: number,
  running: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<boolean> => {
  let giveUp = (): void => undefined
  const patience = new Promise<false>((resolve) => {
    giveUp = () => resolve(false)
  })
  const callOff = afterRealMs(ms, giveUp)
  signal?.addEventListener('abort', giveUp)
  const isDone = await Promise.race([running.then(() => true), patience])
  callOff()
  signal?.removeEventListener('abort', giveUp)
  return isDone
}

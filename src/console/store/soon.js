/** However slow the simulator is: somebody waits to see what a button did. */
const LONGEST_MS = 2_000

/**
 * Runs `run` soon, once for however many calls, and not so often that it keeps the simulator busy.
 *
 * @type {(ms: number, run: () => Promise<void>) => () => void}
 */
export const soon = (ms, run) => {
  let isBooked = false
  let isWanted = false
  let tookMs = 0
  const fire = async () => {
    isWanted = false
    const startedAt = performance.now()
    try {
      await run()
    } catch {
      // The state of the stream shows that the simulator is gone.
    }
    tookMs = performance.now() - startedAt
    isBooked = false
    if (isWanted) ask()
  }
  const ask = () => {
    isWanted = true
    if (isBooked) return
    isBooked = true
    setTimeout(fire, Math.max(ms, Math.min(tookMs * 5, LONGEST_MS)))
  }
  return ask
}

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Less garbage than this is not worth a pause. */
const WORTH_A_PAUSE_BYTES = 32 * 1024 * 1024

/** What was in use when memory was returned last. */
let inUse = 0

/**
 * Collects what is garbage now and gives its memory back to the system. Left alone, the engine keeps it for later, and a
 * simulator that was flooded once looks as if it leaked. Takes some milliseconds, as little is alive after a reset.
 */
export const returnMemory = (): void => {
  if (process.memoryUsage().heapTotal - inUse < WORTH_A_PAUSE_BYTES) return
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  if (typeof collect === 'function') {
    collect()
    // The pages that the first one has emptied are given back by the next.
    collect()
  }
  inUse = process.memoryUsage().heapTotal
}

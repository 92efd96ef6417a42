import type { ContractOptions } from '../../conformance/index.ts'
import type { Io } from '../terminal/io.ts'

/** How often a line is written if there is no terminal, ms. */
const EVERY_MS = 30_000

/**
 * Reports how far a run is and what it waits for: on a terminal in one line that is overwritten, elsewhere in a line
 * from time to time.
 */
export const progress = (
  { stderr }: Pick<Io, 'stderr'>,
  now: () => number = Date.now,
): Pick<ContractOptions, 'onVerdict' | 'onWaiting'> => {
  const { isTTY = false, columns = 80 } = stderr
  let place = ''
  let toldAt = now()
  const show = (text: string): void => {
    if (isTTY) stderr.write(`\r\u001b[K${text.slice(0, columns - 1)}`)
    else if (now() - toldAt >= EVERY_MS) {
      toldAt = now()
      stderr.write(`stuntdouble: ${text}\n`)
    }
  }
  return {
    onVerdict: ({ id }, done, all) => {
      place = `[${done}/${all}]`
      if (isTTY) stderr.write(done === all ? '\r\u001b[K' : '')
      if (done < all) show(`${place} ${id}`)
    },
    onWaiting: (what) => show(`${place} waiting for ${what}`),
  }
}

import type { Output } from '../terminal/io.ts'

/** Longer texts are not put off. */
const MOST = 16_384

/** An output that gathers what is written to it, and what it has not written yet. */
export interface Gathered extends Output {
  /** Writes what is left. */
  readonly flush: () => void
}

/**
 * Gathers what is written in one turn of the event loop, and writes it at once: with a write for each line of the log,
 * a request took twice as long.
 */
export const gathered = (output: Output): Gathered => {
  let text = ''
  const flush = (): void => {
    if (text === '') return
    const waiting = text
    text = ''
    output.write(waiting)
  }
  return {
    isTTY: output.isTTY,
    columns: output.columns,
    write: (more) => {
      if (text === '') setImmediate(flush)
      text += more
      if (text.length > MOST) flush()
    },
    flush,
  }
}

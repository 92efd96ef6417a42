import type { RecordedCallback, Recording } from '../../recording.ts'
import type { Citation } from '../obligation.ts'

/** An attempt as a line. */
export const citeCallback = (
  { situation }: Recording,
  { task, status, durationMs, error }: RecordedCallback,
): Citation => ({
  situation,
  atMs: null,
  what: `callback about ${task} → ${status ?? error ?? 'nothing'}, after ${durationMs} ms`,
})

/** Attempts while the client was there to take them. */
export const takenOf = ({ callbacks }: Recording): readonly RecordedCallback[] =>
  callbacks.filter(({ status }) => status !== null)

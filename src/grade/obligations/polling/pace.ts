import type { RecordedRequest, Recording } from '../../recording.ts'
import { reads } from '../looking.ts'
import { type Citation, cite } from '../obligation.ts'

/** The waits between the reads of one task, ms, from the end of one to the start of the next. */
export const waitsIn = (recording: Recording): readonly number[] => {
  const sent = reads(recording)
  return sent.slice(1).map(({ atMs }, index) => {
    const before = sent[index] as RecordedRequest
    return Math.max(0, atMs - before.atMs - before.durationMs)
  })
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** A quarter of the values are no more than this. */
export const quartile = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0

/** The first reads and the last. */
export const someReads = (recording: Recording): readonly Citation[] => {
  const sent = reads(recording)
  return (sent.length <= 5 ? sent : [...sent.slice(0, 3), ...sent.slice(-2)]).map((request) =>
    cite(recording, request),
  )
}

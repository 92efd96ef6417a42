import type { RecordedRequest, Recording } from '../../recording.ts'
import { reads } from '../looking.ts'
import { type Citation, cite } from '../obligation.ts'

/** Less than this between reads is not waiting, ms. */
export const HARDLY_MS = 600

const endOf = ({ atMs, durationMs }: RecordedRequest): number => atMs + durationMs

/**
 * Reads in pairs are one look: two parts of a program may want to know at the same time. A third one at once is another
 * look.
 */
const looksIn = (sent: readonly RecordedRequest[]): readonly (readonly RecordedRequest[])[] => {
  const looks: RecordedRequest[][] = []
  for (const read of sent) {
    const [first, second] = looks.at(-1) ?? []
    const isSame = first !== undefined && second === undefined && read.atMs - endOf(first) < HARDLY_MS
    if (isSame) looks.at(-1)?.push(read)
    else looks.push([read])
  }
  return looks
}

/** The waits between the looks at one task, ms, from the end of one to the start of the next. */
export const waitsIn = (recording: Recording): readonly number[] => {
  const looks = looksIn(reads(recording))
  return looks.slice(1).map(([first], index) => {
    const before = looks[index]?.at(-1)
    return first === undefined || before === undefined ? 0 : Math.max(0, first.atMs - endOf(before))
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

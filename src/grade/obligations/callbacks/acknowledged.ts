import { everywhere } from '../obligation.ts'
import { citeCallback, takenOf } from './attempts.ts'

/** A receiver that takes longer does its work before it acknowledges, ms. */
const QUICK_MS = 1_000
/** The shorter of the providers' patience is 10 s; beyond half of it, a busy day is a missed callback. */
const SLOW_MS = 5_000

export const acknowledged = everywhere(
  {
    id: 'callbacks/acknowledged',
    isTimed: true,
    says: 'It works before it acknowledges a callback.',
    why: 'The provider waits a few seconds, then counts the callback as lost and sends it again.',
    remedy: 'Answer 200 at once, put the callback on a queue, and work afterwards.',
  },
  (recordings) => {
    const taken = recordings.flatMap((recording) =>
      takenOf(recording).map((attempt) => ({ recording, attempt })),
    )
    if (taken.length === 0) return { kind: 'not-applicable', because: 'the client receives no callbacks' }
    const slow = taken.filter(({ attempt }) => attempt.durationMs > QUICK_MS)
    const evidence = slow.slice(0, 3).map(({ recording, attempt }) => citeCallback(recording, attempt))
    const longest = Math.max(...taken.map(({ attempt }) => attempt.durationMs))
    const because = `The slowest acknowledgement took ${longest} ms.`
    if (slow.length === 0) return { kind: 'kept', because, evidence }
    return longest > SLOW_MS
      ? { kind: 'broken', because, evidence }
      : { kind: 'broken', level: 'should', because, evidence }
  },
)

import { reads, seconds, times } from '../looking.ts'
import { inSituation } from '../obligation.ts'
import { HARDLY_MS, quartile, someReads, waitsIn } from './pace.ts'

/** No video is made in less; reading more often learns nothing, ms. */
const POLITE_MS = 900

export const pauses = inSituation(
  {
    id: 'polling/pauses',
    situation: 'slow-task',
    isTimed: true,
    says: 'It reads its task again and again without a pause.',
    why: 'A video takes minutes. Thousands of reads learn nothing, and use up the limit that the next create request needs.',
    remedy: 'Wait some seconds between two reads.',
  },
  (recording) => {
    const waits = waitsIn(recording)
    const evidence = someReads(recording)
    if (waits.length === 0) return { kind: 'kept', because: 'It read once at most.', evidence }
    // A busy machine makes waits longer, never shorter: the short ones show what the client meant.
    const quick = quartile(waits)
    const because = `${times(reads(recording).length + recording.moreRequests, 'read')}, a quarter of them within ${seconds(quick)} of the one before.`
    if (quick >= POLITE_MS) return { kind: 'kept', because, evidence }
    return quick < HARDLY_MS
      ? { kind: 'broken', because, evidence }
      : { kind: 'broken', level: 'should', because, evidence }
  },
)

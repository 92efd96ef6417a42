import { seconds, times } from '../looking.ts'
import { inSituation } from '../obligation.ts'
import { median, someReads, waitsIn } from './pace.ts'

/** Less than this between reads is not waiting, ms. */
const HARDLY_MS = 600
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
    const because = `${times(waits.length + 1 + recording.moreRequests, 'read')}, half of them within ${seconds(median(waits))} of the one before.`
    if (median(waits) >= POLITE_MS) return { kind: 'kept', because, evidence }
    return median(waits) < HARDLY_MS
      ? { kind: 'broken', because, evidence }
      : { kind: 'broken', level: 'should', because, evidence }
  },
)

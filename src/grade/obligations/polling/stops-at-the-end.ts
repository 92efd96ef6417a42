import { reads, times } from '../looking.ts'
import { cite, inSituation } from '../obligation.ts'

export const stopsAtTheEnd = inSituation(
  {
    id: 'polling/stops-at-the-end',
    situation: 'all-is-well',
    level: 'should',
    says: 'It reads its task on after it has ended.',
    why: 'A task that has ended does not change. The reads count against the limit, and hide that the job is over.',
    remedy: 'Stop reading when the state is one that ends a task.',
  },
  (recording) => {
    const sent = reads(recording)
    const end = sent.findIndex(({ phase }) => phase === 'succeeded' || phase === 'failed')
    const more = end < 0 ? [] : sent.slice(end + 1)
    const evidence = [...sent.slice(Math.max(0, end), end + 4)].map((request) => cite(recording, request))
    // One more is somebody who makes sure.
    return more.length > 1
      ? { kind: 'broken', because: `${times(more.length, 'read')} after the end.`, evidence }
      : { kind: 'kept', because: 'It stopped.', evidence }
  },
)

import { seconds } from '../looking.ts'
import { citeEnd, everywhere } from '../obligation.ts'

export const deadline = everywhere(
  {
    id: 'polling/deadline',
    isTimed: true,
    says: 'It never stops waiting.',
    why: 'Some tasks never end. A worker that waits for one is a worker less, and nobody is told.',
    remedy:
      'Give every wait an end (STUNTDOUBLE_DEADLINE_MS says when, here): stop, name the task, and exit.',
  },
  (recordings) => {
    const late = recordings.filter(({ ending }) => ending.kind === 'never-ended')
    const [first] = late
    if (first === undefined) return { kind: 'kept', because: 'It always ended by itself.', evidence: [] }
    const because = `Asked to give up after ${seconds(first.deadlineMs)}, it was still running after ${seconds(first.durationMs)} in ${late
      .map(({ situation }) => situation)
      .slice(0, 4)
      .join(', ')}${late.length > 4 ? ` and ${late.length - 4} more` : ''}.`
    return { kind: 'broken', because, evidence: late.slice(0, 4).map(citeEnd) }
  },
)

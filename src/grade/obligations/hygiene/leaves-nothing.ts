import { citeEnd, everywhere } from '../obligation.ts'

export const leavesNothing = everywhere(
  {
    id: 'hygiene/leaves-nothing',
    level: 'should',
    says: 'It ends, and leaves processes behind.',
    why: 'What is left behind may still order, poll and bill, and nobody looks at it.',
    remedy: 'End what you start, or wait for it.',
  },
  (recordings) => {
    const left = recordings.filter(({ leftBehind, ending }) => leftBehind > 0 && ending.kind === 'exited')
    return left.length === 0
      ? { kind: 'kept', because: 'Nothing was left.', evidence: [] }
      : {
          kind: 'broken',
          because: `Processes were left in ${left.length} situations; they were ended.`,
          evidence: left.slice(0, 3).map(citeEnd),
        }
  },
)

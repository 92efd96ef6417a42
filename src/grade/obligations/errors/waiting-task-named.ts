import { hasEnded, NEVER_ENDED, namesAtLast } from '../looking.ts'
import { citeEnd, inSituation } from '../obligation.ts'

export const waitingTaskNamed = inSituation(
  {
    id: 'errors/waiting-task-named',
    situation: 'task-never-ends',
    level: 'should',
    says: 'At its deadline it does not say which task it was waiting for.',
    why: 'The task may still end, and can be read later by whoever knows its id.',
    remedy: "Put the task's id into the error.",
  },
  (recording) => {
    if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
    const isNamed = recording.tasks.some((task) => namesAtLast(recording, task))
    return {
      kind: isNamed ? 'kept' : 'broken',
      because: isNamed
        ? 'The id is in the last lines of its output.'
        : 'The id is not in the last lines of its output.',
      evidence: [citeEnd(recording)],
    }
  },
)

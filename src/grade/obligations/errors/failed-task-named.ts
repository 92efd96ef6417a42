import { hasEnded, NEVER_ENDED, names } from '../looking.ts'
import { citeEnd, inSituation } from '../obligation.ts'

export const failedTaskNamed = inSituation(
  {
    id: 'errors/failed-task-named',
    situation: 'task-fails',
    level: 'should',
    says: 'A task fails, and it does not say which.',
    why: "Without the id, nobody can ask the provider's support, or check that the credits came back.",
    remedy: "Put the task's id into the error.",
  },
  (recording) => {
    if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
    const isNamed = recording.tasks.every((task) => names(recording, task))
    return {
      kind: isNamed ? 'kept' : 'broken',
      because: isNamed ? 'The id is in its output.' : 'The id is not in its output.',
      evidence: [citeEnd(recording)],
    }
  },
)

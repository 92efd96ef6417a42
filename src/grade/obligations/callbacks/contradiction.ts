import { believesSuccess, hasEnded, NEVER_ENDED } from '../looking.ts'
import { citeEnd, inSituation } from '../obligation.ts'
import { citeCallback } from './attempts.ts'

export const contradiction = inSituation(
  {
    id: 'callbacks/contradiction',
    situation: 'callback-contradicts',
    says: 'It believes a callback that says succeeded, although the task has failed.',
    why: 'A callback is a message that anybody may send. What holds is what the provider answers when it is asked.',
    remedy: 'Take a callback as a nudge: read the task, and believe that.',
  },
  (recording) => {
    if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
    const evidence = [
      ...recording.callbacks.slice(0, 2).map((attempt) => citeCallback(recording, attempt)),
      citeEnd(recording),
    ]
    return believesSuccess(recording)
      ? { kind: 'broken', because: 'The task failed, and the client says that it has its video.', evidence }
      : { kind: 'kept', because: 'It looked for itself.', evidence }
  },
)

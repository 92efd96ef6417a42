import { reads, times } from '../looking.ts'
import { cite, inSituation } from '../obligation.ts'

export const refusalIn200Seen = inSituation(
  {
    id: 'errors/refusal-in-200-seen',
    situation: 'create-402-in-200',
    says: 'It takes a refusal inside HTTP 200 for a new task, and waits for a task that does not exist.',
    why: 'Some providers say every refusal with HTTP 200. The reason is in the response, and the client waits past it.',
    remedy: 'Look at the code in the body, and at the task id, before you wait for anything.',
  },
  (recording) => {
    const sent = reads(recording)
    const evidence = recording.requests.slice(0, 4).map((request) => cite(recording, request))
    return sent.length > 0
      ? {
          kind: 'broken',
          because: `The create request was refused, and it read a task ${times(sent.length, 'time')}.`,
          evidence,
        }
      : { kind: 'kept', because: 'It saw the refusal.', evidence }
  },
)

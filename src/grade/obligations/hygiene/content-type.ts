import { creates } from '../looking.ts'
import { cite, inSituation } from '../obligation.ts'

/** What follows for a client that never sends anything else. */
const IMPLIES =
  'Such a request is refused, so there is never a task, and whatever needs one is broken with it.'

export const contentType = inSituation(
  {
    id: 'hygiene/content-type',
    situation: 'all-is-well',
    says: 'Its create request does not say that it is JSON.',
    why: 'A gateway may refuse or misread a body that says nothing of itself; today it works by luck.',
    remedy: 'Send Content-Type: application/json.',
    implies: IMPLIES,
  },
  (recording) => {
    const wrong = creates(recording).filter(
      ({ contentType: type }) => !/^application\/(.+\+)?json\b/i.test(type ?? ''),
    )
    return wrong.length === 0
      ? { kind: 'kept', because: 'It does.', evidence: [] }
      : {
          kind: 'broken',
          because: `It says ${wrong[0]?.contentType ?? 'nothing'}.${recording.tasks.length === 0 ? ` ${IMPLIES}` : ''}`,
          evidence: wrong.slice(0, 2).map((request) => cite(recording, request)),
        }
  },
)

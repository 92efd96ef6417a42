import { creates } from '../looking.ts'
import { cite, inSituation } from '../obligation.ts'

export const contentType = inSituation(
  {
    id: 'hygiene/content-type',
    situation: 'all-is-well',
    says: 'Its create request does not say that it is JSON.',
    why: 'A gateway may refuse or misread a body that says nothing of itself; today it works by luck.',
    remedy: 'Send Content-Type: application/json.',
  },
  (recording) => {
    const wrong = creates(recording).filter(
      ({ contentType: type }) => !/^application\/(.+\+)?json\b/i.test(type ?? ''),
    )
    return wrong.length === 0
      ? { kind: 'kept', because: 'It does.', evidence: [] }
      : {
          kind: 'broken',
          because: `It says ${wrong[0]?.contentType ?? 'nothing'}.`,
          evidence: wrong.slice(0, 2).map((request) => cite(recording, request)),
        }
  },
)

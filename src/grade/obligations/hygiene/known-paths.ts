import { contracts } from '../../../contracts/index.ts'
import { routeLike } from '../../stage/operations.ts'
import { cite, inSituation } from '../obligation.ts'

export const knownPaths = inSituation(
  {
    id: 'hygiene/known-paths',
    situation: 'all-is-well',
    level: 'should',
    says: 'It calls paths or methods that the provider does not have.',
    why: 'It works by accident, or not at all: a prefix that is missing, a version that is gone, a habit of another API.',
    remedy: "Call only what the provider's pages name, with the prefix of the host.",
  },
  (recording) => {
    const stray = recording.requests.filter(
      ({ kind, method }) => kind === null && method !== 'HEAD' && method !== 'OPTIONS',
    )
    const [first] = stray
    const meant = first && routeLike(contracts[recording.provider], first)
    return first === undefined
      ? { kind: 'kept', because: 'Every request is one of the provider’s operations.', evidence: [] }
      : {
          kind: 'broken',
          because: `${first.method} ${first.path} is not one of its operations${meant === undefined ? '.' : `; ${meant} is.`}`,
          evidence: stray.slice(0, 3).map((request) => cite(recording, request)),
        }
  },
)

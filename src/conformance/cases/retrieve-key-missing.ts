import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refusing-cases.ts'

/** Tasks are private. */
export const retrieveKeyMissing: CaseFor = (facts) => ({
  id: 'retrieve-key-missing',
  about: 'reading a task without a key is refused',
  tier: 'free',
  isRead: true,
  check: refusesRead(
    { path: facts.retrievePath(facts.foreignId), authorization: null },
    { kind: 'unauthorized', operation: 'retrieve' },
  ),
})

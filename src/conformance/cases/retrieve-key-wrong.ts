import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refusing-cases.ts'

/** A query page may word its 401 differently from the create page. */
export const retrieveKeyWrong: CaseFor = (facts) => ({
  id: 'retrieve-key-wrong',
  about: 'reading a task with a wrong key is refused',
  tier: 'free',
  isRead: true,
  check: refusesRead(
    { path: facts.retrievePath(facts.foreignId), authorization: `${facts.contract.authScheme} invalid` },
    { kind: 'unauthorized', operation: 'retrieve' },
  ),
})

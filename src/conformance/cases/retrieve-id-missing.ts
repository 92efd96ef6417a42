import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refusing-cases.ts'

/** A client that has no id at all. */
export const retrieveIdMissing: CaseFor = (facts) => ({
  id: 'retrieve-id-missing',
  about: 'reading a task without an id is refused',
  tier: 'free',
  isRead: true,
  check: refusesRead({ path: facts.retrievePath('') }, { kind: 'missing-id', operation: 'retrieve' }),
})

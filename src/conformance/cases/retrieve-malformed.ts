import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refusing-cases.ts'

/** A client that lost the id sends something like `undefined`. */
export const retrieveMalformed: CaseFor = (facts) => ({
  id: 'retrieve-malformed',
  about: 'reading a task by something that is not an id is refused',
  tier: 'free',
  isRead: true,
  check: refusesRead(
    { path: facts.retrievePath('undefined') },
    { kind: 'malformed-id', operation: 'retrieve', field: facts.idField },
  ),
})

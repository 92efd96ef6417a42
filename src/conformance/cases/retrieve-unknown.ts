import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refused.ts'

/** An id that was mistyped, or a task that has expired. */
export const retrieveUnknown: CaseFor = (facts) => ({
  id: 'retrieve-unknown',
  about: 'reading a task that does not exist is refused',
  tier: 'free',
  isRead: true,
  check: refusesRead(
    { path: facts.retrievePath(facts.unknownId) },
    { kind: 'unknown-task', operation: 'retrieve', field: facts.idField },
  ),
})

import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refused.ts'

/** The id on the provider's page belongs to somebody else, so it must look as if it did not exist. */
export const retrieveForeign: CaseFor = (facts) => ({
  id: 'retrieve-foreign',
  about: 'a task of another account looks like one that does not exist',
  tier: 'free',
  isRead: true,
  check: refusesRead(
    { path: facts.retrievePath(facts.foreignId) },
    { kind: 'unknown-task', operation: 'retrieve', field: facts.idField },
  ),
})

import type { CaseFor } from '../case.ts'
import { looksUnknown } from '../checks/refusing-cases.ts'

/** A task that was mistyped, or has expired. */
export const retrieveUnknown: CaseFor = (facts) =>
  looksUnknown(facts, facts.unknownId, {
    id: 'retrieve-unknown',
    about: 'reading a task that does not exist is refused',
  })

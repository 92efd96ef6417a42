import type { CaseFor } from '../case.ts'
import { looksUnknown } from '../checks/refusing-cases.ts'

/** The id on the provider's page belongs to somebody else, so it must look as if it did not exist. */
export const retrieveForeign: CaseFor = (facts) =>
  looksUnknown(facts, facts.foreignId, {
    id: 'retrieve-foreign',
    about: 'a task of another account looks like one that does not exist',
  })

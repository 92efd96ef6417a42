import type { CaseFor } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** Clients that forget the scheme must get an error. */
export const keySchemeMalformed: CaseFor = ({ contract }) => ({
  id: 'key-scheme-malformed',
  about: `a create request whose key does not follow "${contract.authScheme}" is refused`,
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: 'Token invalid', body: {} }),
})

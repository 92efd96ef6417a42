import type { CaseFor } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** What a client sends if its variable is not set. */
export const keyEmpty: CaseFor = ({ contract }) => ({
  id: 'key-empty',
  about: 'a create request with an empty key is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: `${contract.authScheme} `, body: {} }),
})

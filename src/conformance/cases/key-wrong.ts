import type { CaseFor } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** The most common mistake: the key of another account, or a made-up one. */
export const keyWrong: CaseFor = ({ contract }) => ({
  id: 'key-wrong',
  about: 'a create request with a wrong key is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: `${contract.authScheme} invalid`, body: {} }),
})

import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** A gateway that lets anonymous calls through would bill somebody else. */
export const keyMissing: Case = {
  id: 'key-missing',
  about: 'a create request without a key is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: null, body: {} }),
}

import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refused.ts'

/** Clients that forget "Bearer" must get an error. */
export const keySchemeMalformed: Case = {
  id: 'key-scheme-malformed',
  about: 'a create request whose key does not follow "Bearer" is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: 'Token invalid', body: {} }),
}

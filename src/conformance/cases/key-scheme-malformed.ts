import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refused.ts'

/** Clients that forget "Bearer" must hear of it. */
export const keySchemeMalformed: Case = {
  id: 'key-scheme-malformed',
  about: 'a create whose key does not follow "Bearer" is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: 'Token invalid', body: {} }),
}

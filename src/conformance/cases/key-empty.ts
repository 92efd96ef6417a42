import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refused.ts'

/** What an unset variable sends. */
export const keyEmpty: Case = {
  id: 'key-empty',
  about: 'a create with an empty key is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: 'Bearer ', body: {} }),
}

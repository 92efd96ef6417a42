import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refused.ts'

/** The commonest mistake there is: a key of another account, or none. */
export const keyWrong: Case = {
  id: 'key-wrong',
  about: 'a create with a wrong key is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: 'Bearer invalid', body: {} }),
}

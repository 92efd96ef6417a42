import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** A list is JSON too. */
export const createBodyNoObject: Case = {
  id: 'create-body-no-object',
  about: 'a create request whose body is a list is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'malformed-json', body: '[]' }),
}

import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** A body that was cut off on its way. */
export const createBadJson: Case = {
  id: 'create-bad-json',
  about: 'a create request whose body is not JSON is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'malformed-json', body: '{"model": ' }),
}

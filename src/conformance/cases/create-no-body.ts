import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** A client whose body got lost. */
export const createNoBody: Case = {
  id: 'create-no-body',
  about: 'a create request without a body is refused',
  tier: 'free',
  check: refusesCreate({ kind: 'malformed-json', body: '' }),
}

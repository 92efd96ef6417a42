import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** Forms and plain text are not accepted. */
export const createWrongContentType: Case = {
  id: 'create-wrong-content-type',
  about: 'a create request that is not sent as JSON is refused',
  tier: 'free',
  // Nobody knows whether the type is looked at: neither model nor prompt is there, so that nothing is ordered if it is not.
  check: refusesCreate({ kind: 'wrong-content-type', body: {}, contentType: 'text/plain' }),
}

import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** A client that lost the id. */
export const retrieveIdMissing: Case = {
  id: 'retrieve-id-missing',
  about: 'reading a task without an id is refused',
  tier: 'free',
  check: refuses(({ run: { dialect } }) => ({ method: 'GET', path: dialect.retrievePath('') }), {
    kind: 'missing-id',
    operation: 'retrieve',
  }),
}

import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** A task that was mistyped, or has expired. */
export const retrieveUnknown: Case = {
  id: 'retrieve-unknown',
  about: 'reading a task that does not exist is refused',
  tier: 'free',
  check: refuses(
    ({ run: { dialect } }) => ({
      method: 'GET',
      path: dialect.retrievePath('0123456789abcdef0123456789abcdef'),
    }),
    { kind: 'unknown-task', operation: 'retrieve' },
  ),
}

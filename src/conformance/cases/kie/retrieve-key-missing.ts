import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** Tasks are private. */
export const retrieveKeyMissing: Case = {
  id: 'retrieve-key-missing',
  about: 'reading a task without a key is refused',
  tier: 'free',
  check: refuses(
    ({ run: { dialect } }) => ({
      method: 'GET',
      path: dialect.retrievePath(dialect.foreignId),
      authorization: null,
    }),
    { kind: 'unauthorized', operation: 'retrieve' },
  ),
}

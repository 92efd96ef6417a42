import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** The query page words its 401 differently from the create page. */
export const retrieveKeyWrong: Case = {
  id: 'retrieve-key-wrong',
  about: 'reading a task with a wrong key is refused',
  tier: 'free',
  check: refuses(
    ({ run: { dialect } }) => ({
      method: 'GET',
      path: dialect.retrievePath(dialect.foreignId),
      authorization: 'Bearer invalid',
    }),
    { kind: 'unauthorized', operation: 'retrieve' },
  ),
}

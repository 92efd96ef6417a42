import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** The id on the page belongs to somebody; it must look as if it did not exist. */
export const retrieveForeign: Case = {
  id: 'retrieve-foreign',
  about: 'a task of another account is not told apart from one that does not exist',
  tier: 'free',
  check: refuses(
    ({ run: { dialect } }) => ({ method: 'GET', path: dialect.retrievePath(dialect.foreignId) }),
    { kind: 'unknown-task', operation: 'retrieve', field: 'task_id' },
  ),
}

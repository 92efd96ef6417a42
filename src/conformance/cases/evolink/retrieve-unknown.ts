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
      path: dialect.retrievePath('task-unified-1700000000-zzzzzzzz'),
    }),
    { kind: 'unknown-task', operation: 'retrieve', field: 'task_id' },
  ),
}

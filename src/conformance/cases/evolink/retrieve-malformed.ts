import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** An id of another provider, or "undefined". */
export const retrieveMalformed: Case = {
  id: 'retrieve-malformed',
  about: 'reading a task by what is no id is refused',
  tier: 'free',
  check: refuses(({ run: { dialect } }) => ({ method: 'GET', path: dialect.retrievePath('undefined') }), {
    kind: 'malformed-id',
    operation: 'retrieve',
    field: 'task_id',
  }),
}

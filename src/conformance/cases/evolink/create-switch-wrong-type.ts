import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** "true" is no truth value. */
export const createSwitchWrongType: Case = {
  id: 'create-switch-wrong-type',
  about: 'a create whose prompt_extend is a text is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: ['prompt_extend', 'callback_url'],
    body: evolinkBody({ prompt_extend: 'true', callback_url: 7 }),
  }),
}

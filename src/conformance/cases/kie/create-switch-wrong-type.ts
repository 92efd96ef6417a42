import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** "true" is no truth value. */
export const createSwitchWrongType: Case = {
  id: 'create-switch-wrong-type',
  about: 'a create whose enable_prompt_expansion is a text is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: 'enable_prompt_expansion',
    also: ['seed'],
    body: kieBody({ enable_prompt_expansion: 'true', seed: 'none' }),
  }),
}

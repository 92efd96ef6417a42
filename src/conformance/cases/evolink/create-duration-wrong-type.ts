import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** Kie wants a text, EvoLink a number: mixing them up is common. */
export const createDurationWrongType: Case = {
  id: 'create-duration-wrong-type',
  about: 'a create whose duration is a text is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: 'duration',
    also: ['prompt_extend'],
    body: evolinkBody({ duration: '5', prompt_extend: 'perhaps' }),
  }),
}

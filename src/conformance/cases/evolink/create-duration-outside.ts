import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** Only 5 and 10 seconds are sold. */
export const createDurationOutside: Case = {
  id: 'create-duration-outside',
  about: 'a create for 3 seconds is refused, naming the duration',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: 'duration',
    also: ['prompt_extend'],
    body: evolinkBody({ duration: 3, prompt_extend: 'perhaps' }),
  }),
}

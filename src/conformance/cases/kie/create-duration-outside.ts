import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** Only 5 and 10 seconds are sold. */
export const createDurationOutside: Case = {
  id: 'create-duration-outside',
  about: 'a create for 3 seconds is refused, naming the duration',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: 'duration',
    also: ['seed'],
    body: kieBody({ duration: '3', seed: 'none' }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** Kie wants a text, EvoLink a number: mixing them up is common. */
export const createDurationWrongType: Case = {
  id: 'create-duration-wrong-type',
  about: 'a create whose duration is a number is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: 'duration',
    also: ['seed'],
    body: kieBody({ duration: 5, seed: 'none' }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** With nothing else wrong. */
export const aloneDurationOutside: Case = {
  id: 'alone-duration-outside',
  about: 'a create for 3 seconds, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 36,
  check: refusesAlone({ kind: 'invalid-value', field: 'duration', body: kieBody({ duration: '3' }) }),
}

import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** With nothing else wrong. */
export const aloneDurationOutside: Case = {
  id: 'alone-duration-outside',
  about: 'a create for 3 seconds, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 1.5,
  check: refusesAlone({ kind: 'invalid-value', field: 'duration', body: evolinkBody({ duration: 3 }) }),
}

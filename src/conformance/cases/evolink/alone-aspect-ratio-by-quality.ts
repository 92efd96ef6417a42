import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** Stated in prose only: 480p has no 4:3. */
export const aloneAspectRatioByQuality: Case = {
  id: 'alone-aspect-ratio-by-quality',
  about: 'a create in 4:3 at 480p, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 2.5,
  check: refusesAlone({
    kind: 'invalid-value',
    field: 'aspect_ratio',
    body: evolinkBody({ aspect_ratio: '4:3' }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** With nothing else wrong. */
export const aloneAspectRatioOutside: Case = {
  id: 'alone-aspect-ratio-outside',
  about: 'a create in 21:9, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 2.5,
  check: refusesAlone({
    kind: 'invalid-value',
    field: 'aspect_ratio',
    body: evolinkBody({ aspect_ratio: '21:9' }),
  }),
}

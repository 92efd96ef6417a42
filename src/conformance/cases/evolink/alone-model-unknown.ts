import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** With nothing else wrong. */
export const aloneModelUnknown: Case = {
  id: 'alone-model-unknown',
  about: 'a create for an unknown model, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 2.5,
  check: refusesAlone({
    kind: 'unknown-model',
    field: 'model',
    body: evolinkBody({ model: 'stuntdouble/no-such-model' }),
  }),
}

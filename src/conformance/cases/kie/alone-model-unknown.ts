import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** With nothing else wrong. */
export const aloneModelUnknown: Case = {
  id: 'alone-model-unknown',
  about: 'a create for an unknown model, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 60,
  check: refusesAlone({
    kind: 'unknown-model',
    field: 'model',
    body: kieBody({}, { model: 'stuntdouble/no-such-model' }),
  }),
}

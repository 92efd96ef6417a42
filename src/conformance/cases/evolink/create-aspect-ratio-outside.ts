import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** Shapes nobody offers. */
export const createAspectRatioOutside: Case = {
  id: 'create-aspect-ratio-outside',
  about: 'a create in 21:9 is refused, naming the aspect ratio',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: 'aspect_ratio',
    also: ['prompt_extend'],
    body: evolinkBody({ aspect_ratio: '21:9', prompt_extend: 'perhaps' }),
  }),
}

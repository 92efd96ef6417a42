import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** Resolutions nobody offers. */
export const createQualityOutside: Case = {
  id: 'create-quality-outside',
  about: 'a create in 8k is refused, naming the quality',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: 'quality',
    also: ['prompt_extend'],
    body: evolinkBody({ quality: '8k', prompt_extend: 'perhaps' }),
  }),
}

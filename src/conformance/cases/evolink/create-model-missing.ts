import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** Nothing is guessed. */
export const createModelMissing: Case = {
  id: 'create-model-missing',
  about: 'a create without a model is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-model',
    field: 'model',
    also: ['prompt'],
    body: evolinkBody({ prompt: undefined, model: undefined }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** Nothing is guessed. */
export const createModelMissing: Case = {
  id: 'create-model-missing',
  about: 'a create without a model is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-model',
    field: 'model',
    also: ['prompt'],
    body: kieBody({ prompt: undefined, seed: 'none' }, { model: undefined }),
  }),
}

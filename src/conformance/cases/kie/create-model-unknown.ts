import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** A model that was renamed or withdrawn. */
export const createModelUnknown: Case = {
  id: 'create-model-unknown',
  about: 'a create for a model that does not exist is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'unknown-model',
    field: 'model',
    also: ['prompt'],
    body: kieBody({ prompt: undefined, seed: 'none' }, { model: 'stuntdouble/no-such-model' }),
  }),
}

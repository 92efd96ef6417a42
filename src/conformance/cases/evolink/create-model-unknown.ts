import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** A model that was renamed or withdrawn. */
export const createModelUnknown: Case = {
  id: 'create-model-unknown',
  about: 'a create for a model that does not exist is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'unknown-model',
    field: 'model',
    also: ['prompt'],
    body: evolinkBody({ prompt: undefined, model: 'stuntdouble/no-such-model' }),
  }),
}

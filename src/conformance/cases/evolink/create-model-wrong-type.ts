import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** A number is no name. */
export const createModelWrongType: Case = {
  id: 'create-model-wrong-type',
  about: 'a create whose model is a number is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: 'model',
    also: ['prompt'],
    body: evolinkBody({ prompt: undefined, model: 7 }),
  }),
}

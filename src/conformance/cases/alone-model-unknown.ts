import type { CaseFor } from '../case.ts'
import { forUnknownModel } from '../checks/bodies.ts'
import { refusesAlone } from '../checks/refusing-cases.ts'

/** With nothing else wrong. */
export const aloneModelUnknown: CaseFor = (facts) =>
  refusesAlone(facts, {
    id: 'alone-model-unknown',
    about: 'a create request for an unknown model, and nothing else wrong, is refused',
    kind: 'unknown-model',
    field: 'model',
    ...forUnknownModel(facts, facts.cheapest),
  })

import type { CaseFor } from '../case.ts'
import { namesModelInBody, without } from '../checks/bodies.ts'
import { refusesAlone } from '../checks/refusing-cases.ts'

/** With nothing else wrong. */
export const aloneModelMissing: CaseFor = (facts) =>
  namesModelInBody(facts)
    ? refusesAlone(facts, {
        id: 'alone-model-missing',
        about: 'a create request without a model, and nothing else wrong, is refused',
        kind: 'missing-model',
        field: 'model',
        body: without(facts.cheapest, ['model']),
      })
    : undefined

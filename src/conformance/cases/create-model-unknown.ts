import type { CaseFor } from '../case.ts'
import { forUnknownModel, promptName, withoutPrompt } from '../checks/bodies.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** A model that was renamed or withdrawn. */
export const createModelUnknown: CaseFor = (facts) => ({
  id: 'create-model-unknown',
  about: 'a create request for a model that does not exist is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'unknown-model',
    field: 'model',
    also: [promptName(facts)],
    ...forUnknownModel(facts, withoutPrompt(facts)),
  }),
})

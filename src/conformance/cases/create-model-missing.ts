import type { CaseFor } from '../case.ts'
import { namesModelInBody, promptName, without, withoutPrompt } from '../checks/bodies.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** No default model is assumed. */
export const createModelMissing: CaseFor = (facts) =>
  namesModelInBody(facts)
    ? {
        id: 'create-model-missing',
        about: 'a create request without a model is refused',
        tier: 'free',
        check: refusesCreate({
          kind: 'missing-model',
          field: 'model',
          also: [promptName(facts)],
          body: without(withoutPrompt(facts), ['model']),
        }),
      }
    : undefined

import type { CaseFor } from '../case.ts'
import { namesModelInBody, promptName, withoutPrompt } from '../checks/bodies.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** A number is not a name. */
export const createModelWrongType: CaseFor = (facts) =>
  namesModelInBody(facts)
    ? {
        id: 'create-model-wrong-type',
        about: 'a create request whose model is a number is refused',
        tier: 'free',
        check: refusesCreate({
          kind: 'invalid-type',
          field: 'model',
          also: [promptName(facts)],
          body: { ...withoutPrompt(facts), model: 7 },
        }),
      }
    : undefined

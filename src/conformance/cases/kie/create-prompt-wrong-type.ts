import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** A list of prompts is not taken. */
export const createPromptWrongType: Case = {
  id: 'create-prompt-wrong-type',
  about: 'a create whose prompt is a list is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: 'prompt',
    also: ['seed'],
    body: kieBody({ prompt: ['a cat'], seed: 'none' }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** A list of prompts is not taken. */
export const createPromptWrongType: Case = {
  id: 'create-prompt-wrong-type',
  about: 'a create whose prompt is a list is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: 'prompt',
    also: ['prompt_extend'],
    body: evolinkBody({ prompt: ['a cat'], prompt_extend: 'perhaps' }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** An empty text is no prompt. */
export const createPromptEmpty: Case = {
  id: 'create-prompt-empty',
  about: 'a create with an empty prompt is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-field',
    field: 'prompt',
    also: ['prompt_extend'],
    body: evolinkBody({ prompt: '', prompt_extend: 'perhaps' }),
  }),
}

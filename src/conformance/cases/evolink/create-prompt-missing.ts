import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** The one field every model needs. */
export const createPromptMissing: Case = {
  id: 'create-prompt-missing',
  about: 'a create without a prompt is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-field',
    field: 'prompt',
    also: ['prompt_extend'],
    body: evolinkBody({ prompt: undefined, prompt_extend: 'perhaps' }),
  }),
}

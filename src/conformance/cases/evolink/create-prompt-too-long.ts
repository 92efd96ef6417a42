import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** The page allows 2000 characters. */
export const createPromptTooLong: Case = {
  id: 'create-prompt-too-long',
  about: 'a create with a prompt of 2001 characters is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'too-long',
    field: 'prompt',
    also: ['prompt_extend'],
    body: evolinkBody({ prompt: 'a'.repeat(2001), prompt_extend: 'perhaps' }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** The page allows 800 characters. */
export const createPromptTooLong: Case = {
  id: 'create-prompt-too-long',
  about: 'a create with a prompt of 801 characters is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'too-long',
    field: 'prompt',
    also: ['seed'],
    body: kieBody({ prompt: 'a'.repeat(801), seed: 'none' }),
  }),
}

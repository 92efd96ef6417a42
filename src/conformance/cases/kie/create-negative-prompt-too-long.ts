import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** The page allows 500 characters. */
export const createNegativePromptTooLong: Case = {
  id: 'create-negative-prompt-too-long',
  about: 'a create with a negative prompt of 501 characters is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'too-long',
    field: 'negative_prompt',
    also: ['seed'],
    body: kieBody({ negative_prompt: 'a'.repeat(501), seed: 'none' }),
  }),
}

import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** With nothing else wrong. */
export const alonePromptTooLong: Case = {
  id: 'alone-prompt-too-long',
  about: 'a create with a prompt of 801 characters, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 60,
  check: refusesAlone({ kind: 'too-long', field: 'prompt', body: kieBody({ prompt: 'a'.repeat(801) }) }),
}

import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** With nothing else wrong. */
export const alonePromptTooLong: Case = {
  id: 'alone-prompt-too-long',
  about: 'a create with a prompt of 2001 characters, and nothing else wrong, is refused',
  tier: 'paid',
  worstCredits: 2.5,
  check: refusesAlone({ kind: 'too-long', field: 'prompt', body: evolinkBody({ prompt: 'a'.repeat(2001) }) }),
}

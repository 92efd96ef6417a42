import type { Case } from '../../case.ts'
import { refusesAlone } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** With nothing else wrong: a rule that was loosened shows only here. */
export const alonePromptMissing: Case = {
  id: 'alone-prompt-missing',
  about: 'a create with everything but a prompt is refused',
  tier: 'paid',
  worstCredits: 2.5,
  check: refusesAlone({ kind: 'missing-field', field: 'prompt', body: evolinkBody({ prompt: undefined }) }),
}

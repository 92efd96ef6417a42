import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** The one field every model needs. */
export const createPromptMissing: Case = {
  id: 'create-prompt-missing',
  about: 'a create without a prompt is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-field',
    field: 'prompt',
    also: ['seed'],
    body: kieBody({ prompt: undefined, seed: 'none' }),
  }),
}

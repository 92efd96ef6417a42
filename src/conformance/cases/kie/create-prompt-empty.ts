import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** An empty text is no prompt. */
export const createPromptEmpty: Case = {
  id: 'create-prompt-empty',
  about: 'a create with an empty prompt is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-field',
    field: 'prompt',
    also: ['seed'],
    body: kieBody({ prompt: '', seed: 'none' }),
  }),
}

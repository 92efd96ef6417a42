import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'

/** Fields beside `model` instead of inside `input`: what clients of other APIs send. */
export const createInputMissing: Case = {
  id: 'create-input-missing',
  about: 'a create without input is refused, naming it',
  tier: 'free',
  check: refusesCreate({
    kind: 'missing-field',
    field: ['input', 'prompt'],
    also: ['callBackUrl'],
    body: { model: 'wan/2-5-text-to-video', callBackUrl: 7 },
  }),
}

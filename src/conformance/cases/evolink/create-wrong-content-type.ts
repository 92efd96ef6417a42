import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** Forms and plain text are not taken. */
export const createWrongContentType: Case = {
  id: 'create-wrong-content-type',
  about: 'a create that is not sent as JSON is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'wrong-content-type',
    body: evolinkBody({ prompt: undefined, prompt_extend: 'perhaps' }),
    contentType: 'text/plain',
  }),
}

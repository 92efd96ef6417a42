import type { CaseFor } from '../case.ts'
import { withoutPrompt } from '../checks/bodies.ts'
import { refusesCreate } from '../checks/refused.ts'

/** Forms and plain text are not accepted. */
export const createWrongContentType: CaseFor = (facts) => ({
  id: 'create-wrong-content-type',
  about: 'a create request that is not sent as JSON is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'wrong-content-type',
    body: withoutPrompt(facts),
    contentType: 'text/plain',
  }),
})

import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** What is no URL cannot be called back. */
export const createCallbackNoUrl: Case = {
  id: 'create-callback-no-url',
  about: 'a create whose callback address is a number is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-type',
    field: ['callBackUrl', 'prompt', 'seed'],
    body: kieBody({ prompt: undefined, seed: 'none' }, { callBackUrl: 7 }),
  }),
}

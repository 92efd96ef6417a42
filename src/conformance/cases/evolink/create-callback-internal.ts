import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** The page forbids internal addresses. Two more things are wrong, so that nothing is bought: any may be named. */
export const createCallbackInternal: Case = {
  id: 'create-callback-internal',
  about: 'a create whose callback address is internal is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: ['callback_url', 'prompt', 'prompt_extend'],
    body: evolinkBody({
      prompt: undefined,
      prompt_extend: 'perhaps',
      callback_url: 'https://10.0.0.1/callback',
    }),
  }),
}

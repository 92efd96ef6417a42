import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** The page takes HTTPS only. Two more things are wrong, so that nothing is bought: any may be named. */
export const createCallbackPlainHttp: Case = {
  id: 'create-callback-plain-http',
  about: 'a create whose callback address is plain http is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: ['callback_url', 'prompt', 'prompt_extend'],
    body: evolinkBody({
      prompt: undefined,
      prompt_extend: 'perhaps',
      callback_url: 'http://example.com/callback',
    }),
  }),
}

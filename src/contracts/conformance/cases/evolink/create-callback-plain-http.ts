import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../dialects/evolink.ts'

/** The page takes HTTPS only. A second thing is wrong, so that nothing is bought: either may be named. */
export const createCallbackPlainHttp: Case = {
  id: 'create-callback-plain-http',
  about: 'a create whose callback address is plain http is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: ['callback_url', 'prompt'],
    body: evolinkBody({ prompt: undefined, callback_url: 'http://example.com/callback' }),
  }),
}

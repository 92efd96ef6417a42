import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { evolinkBody } from '../../providers/evolink.ts'

/** The page takes 2048 characters. */
export const createCallbackTooLong: Case = {
  id: 'create-callback-too-long',
  about: 'a create whose callback address has 2100 characters is refused',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: ['callback_url', 'prompt', 'prompt_extend'],
    body: evolinkBody({
      prompt: undefined,
      prompt_extend: 'perhaps',
      callback_url: `https://example.com/${'a'.repeat(2_080)}`,
    }),
  }),
}

import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** A GET where a POST belongs must not look like success. */
export const wrongMethod: Case = {
  id: 'wrong-method',
  about: 'a path does not answer to another method',
  tier: 'free',
  check: refuses(({ run: { dialect } }) => ({ method: 'GET', path: dialect.createPath }), {
    kind: 'wrong-method',
  }),
}

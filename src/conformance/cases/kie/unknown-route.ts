import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** A wrong base URL must not look like success. */
export const unknownRoute: Case = {
  id: 'unknown-route',
  about: 'a path that does not exist is refused in the usual envelope',
  tier: 'free',
  check: refuses(({ run: { dialect } }) => ({ method: 'GET', path: `${dialect.createPath}/stuntdouble` }), {
    kind: 'unknown-route',
  }),
}

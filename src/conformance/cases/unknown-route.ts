import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refusing-cases.ts'

/** A wrong base URL must not look like success. */
export const unknownRoute: CaseFor = (facts) => ({
  id: 'unknown-route',
  about: 'a path that does not exist is refused in the usual envelope',
  tier: 'free',
  isRead: true,
  check: refusesRead({ path: `${facts.createPath}/stuntdouble` }, { kind: 'unknown-route' }),
})

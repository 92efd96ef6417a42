import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refusing-cases.ts'

/** A GET where a POST belongs must not look like success. */
export const wrongMethod: CaseFor = (facts) => ({
  id: 'wrong-method',
  about: 'a path refuses another method',
  tier: 'free',
  isRead: true,
  check: refusesRead({ path: facts.createPath }, { kind: 'wrong-method' }),
})

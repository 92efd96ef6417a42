import type { Case } from '../case.ts'
import { boughtNothingElse } from '../checks/balance-unchanged.ts'

/** The proof that nothing was bought. */
export const balanceUnchanged: Case = {
  id: 'balance-unchanged',
  about: 'the balance after the run is the balance before, less what was bought',
  tier: 'free',
  isGuard: true,
  check: boughtNothingElse,
}

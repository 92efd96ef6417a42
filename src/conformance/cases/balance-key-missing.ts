import type { CaseFor } from '../case.ts'
import { refusesRead } from '../checks/refusing-cases.ts'

/** A balance is private. */
export const balanceKeyMissing: CaseFor = (facts) => ({
  id: 'balance-key-missing',
  about: 'reading the balance without a key is refused',
  tier: 'free',
  isRead: true,
  check: refusesRead(
    { path: facts.balancePath, authorization: null },
    { kind: 'unauthorized', operation: 'balance' },
  ),
})

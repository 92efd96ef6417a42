import type { Case } from '../../case.ts'
import { refuses } from '../../checks/refused.ts'

/** A balance is private. */
export const balanceKeyMissing: Case = {
  id: 'balance-key-missing',
  about: 'reading the balance without a key is refused',
  tier: 'free',
  check: refuses(
    ({ run: { dialect } }) => ({ method: 'GET', path: dialect.balancePath, authorization: null }),
    { kind: 'unauthorized', operation: 'balance' },
  ),
}

import type { Simulator } from '../simulator/index.ts'

/** What the run would have cost one account. */
export interface Charge {
  /** Its name in journals. */
  readonly account: string
  /** In the providers' credits: what its tasks reserved, less what failed ones gave back. */
  readonly credits: number
}

/** What the run would have cost, from the accounts' own ledgers. */
export const billOf = (simulator: Simulator): readonly Charge[] =>
  simulator
    .accounts()
    .map((account) => ({ account: account.name, credits: account.charged }))
    .filter(({ credits }) => credits > 0)

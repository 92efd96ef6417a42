import { CouldNotCheck } from '../could-not-check.ts'
import type { Trial } from '../trial.ts'

/** Less than the provider can bill. */
const ROUNDING = 0.001

/** The balance fell by no more than this run has bought. */
export const boughtNothingElse = async ({ run, judge }: Trial): Promise<void> => {
  const { before } = run
  const after = await run.balance()
  if (before === undefined || after === undefined) throw new CouldNotCheck('the balance cannot be read')
  const spent = before - after
  if (spent <= run.purse.committed + ROUNDING) return
  judge.fails({
    at: run.dialect.at.balance,
    documented: `at least ${before - run.purse.committed}`,
    observed: String(after),
    message: `the balance fell by ${spent} credits, and this run bought for ${run.purse.committed}`,
    exchange: run.exchanges.at(-1),
  })
}

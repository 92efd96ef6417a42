import { CouldNotCheck } from '../could-not-check.ts'
import { ROUNDING } from '../money/balance-watch.ts'
import type { Trial } from '../trial.ts'

/** The balance fell by no more than this run has bought. */
export const boughtNothingElse = async ({ run, judge }: Trial): Promise<void> => {
  const { balance, purse } = run.money
  const after = await balance.read()
  const { start, rise } = balance
  if (start === undefined || after === undefined) throw new CouldNotCheck('the balance cannot be read')
  const spent = Math.round((start - after) * 1_000) / 1_000
  if (spent > purse.committed + ROUNDING) {
    judge.fail({
      at: run.facts.at.balance,
      documented: `at least ${start - purse.committed}`,
      observed: String(after),
      message: `the balance fell by ${spent} credits, but this run bought for ${purse.committed}`,
      exchange: run.provider.exchanges.at(-1),
    })
  } else if (rise > ROUNDING)
    throw new CouldNotCheck(
      `the balance rose by ${Math.round(rise * 1_000) / 1_000} credits during the run, by a top-up or a refund: it does not prove that nothing else was bought`,
    )
}

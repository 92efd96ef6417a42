import { CouldNotCheck } from '../could-not-check.ts'
import { ROUNDING } from '../money/balance-watch.ts'
import type { Trial } from '../trial.ts'

/** Nobody tops up an account so often during one run. */
const TOO_OFTEN = 5

/** The balance fell by no more than this run has bought. */
export const boughtNothingElse = async ({ run, judge }: Trial): Promise<void> => {
  const { balance, purse } = run.money
  const after = await balance.read()
  const { start, rise, rises } = balance
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
  } else if (rises >= TOO_OFTEN)
    judge.fail({
      at: run.facts.at.balance,
      documented: `${start}, or less by what was bought`,
      observed: `${after}, after it rose ${rises} times`,
      message: 'the balance rises from read to read: it proves nothing of what was bought',
      exchange: run.provider.exchanges.at(-1),
    })
  else if (rise > ROUNDING)
    throw new CouldNotCheck(
      `the balance rose by ${Math.round(rise * 1_000) / 1_000} credits during the run, by a top-up or a refund: it does not prove that nothing else was bought`,
    )
}

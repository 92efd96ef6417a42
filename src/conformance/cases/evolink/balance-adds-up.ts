import type { Case } from '../../case.ts'
import { shown, valueAt } from '../../json-path.ts'
import { ROUNDING } from '../../money/balance-watch.ts'
import type { Trial } from '../../trial.ts'
import type { Exchange } from '../../wire/wire.ts'

const numberAt = ({ json }: Exchange, at: string): number | undefined => {
  const value = valueAt(json, at)
  return typeof value === 'number' ? value : undefined
}

const REMAINING = '$.data.user.remaining_credits'
const USED = '$.data.user.used_credits'
const TOKEN = '$.data.token.remaining_credits'

/** Whoever reads another of its numbers must see the same money. */
export const balanceAddsUp: Case = {
  id: 'balance-adds-up',
  about:
    'the numbers of the balance agree: what is left falls as what is used rises, of the user and of the key',
  tier: 'free',
  check: (trial) => {
    const { run } = trial
    const reads = run.provider.exchanges.filter(
      ({ ask, status }) =>
        ask.path === run.facts.balancePath && ask.authorization === undefined && status === 200,
    )
    const [first, last] = [reads[0], reads.at(-1)]
    if (first === undefined || last === undefined) return
    areSound(trial, last)
    const moved = (at: string): number | undefined => {
      const [before, after] = [numberAt(first, at), numberAt(last, at)]
      return before === undefined || after === undefined ? undefined : after - before
    }
    const fell = -(moved(REMAINING) ?? 0)
    // Used credits may count what was reserved and given back since; what was spent is there in any case.
    if (fell > ROUNDING && moved(USED) === 0) tell(trial, last, USED, `${fell} more than before`)
    const isLimited = valueAt(last.json, '$.data.token.unlimited_credits') === false
    if (fell > ROUNDING && isLimited && moved(TOKEN) === 0)
      tell(trial, last, TOKEN, `${fell} less than before`)
  },
}

const areSound = ({ judge }: Trial, exchange: Exchange): void => {
  if (valueAt(exchange.json, '$.success') === false)
    judge.fail({
      at: '$.success',
      documented: 'true (observed)',
      observed: 'false',
      message: 'success is false, and the data are there',
      exchange,
    })
  for (const at of [USED, '$.data.token.used_credits']) {
    const used = numberAt(exchange, at)
    if (used !== undefined && used < 0)
      judge.fail({
        at,
        documented: '0 or more',
        observed: shown(used),
        message: 'the used credits are below zero',
        exchange,
      })
  }
}

const tell = ({ judge }: Trial, exchange: Exchange, at: string, documented: string): void =>
  judge.fail({
    at,
    documented,
    observed: 'the same as before',
    severity: 'warning',
    message: 'the balance fell, and this number of it stayed',
    exchange,
  })

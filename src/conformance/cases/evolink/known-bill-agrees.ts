import { evolinkCreditRate } from '../../../contracts/evolink/prices.ts'
import type { Case } from '../../case.ts'
import { ofEndedTasks } from '../../checks/known.ts'
import { shown, valueAt } from '../../json-path.ts'

/** Dollars are rounded, here and there to cents. */
const SLACK_DOLLARS = 0.006

/** Observed: a task is charged when it succeeds and released when it fails, and says its price in credits and in dollars. */
export const knownBillAgrees: Case = {
  id: 'known-bill-agrees',
  about:
    'an ended task is charged if it succeeded and not if it failed, and its price in dollars is that in credits',
  tier: 'free',
  needs: ['known-task'],
  isRead: true,
  check: ofEndedTasks(({ judge }, { first, phase }) => {
    const tell = (at: string, documented: string, message: string): void =>
      judge.fail({
        ...{ at, documented, message, exchange: first, severity: 'warning' },
        observed: shown(valueAt(first.json, at)),
      })
    const status = valueAt(first.json, '$.billing.charge_status')
    const isRefunded = valueAt(first.json, '$.billing.refund_status') === 'refunded'
    if (phase === 'succeeded' && status === 'reserved')
      tell('$.billing.charge_status', 'charged', 'a finished task is still only reserved')
    if (phase === 'failed' && status === 'charged' && !isRefunded)
      tell('$.billing.charge_status', 'released', 'a failed task is charged')
    const credits = valueAt(first.json, '$.usage.cost.credits')
    const dollars = valueAt(first.json, '$.usage.cost.usd')
    if (typeof credits !== 'number' || typeof dollars !== 'number') return
    const due = credits / evolinkCreditRate.perDollar
    if (Math.abs(dollars - due) > SLACK_DOLLARS)
      tell(
        '$.usage.cost.usd',
        `about ${due.toFixed(4)}, at ${evolinkCreditRate.perDollar} credits for a dollar`,
        'the price in dollars is not that in credits: has the rate changed?',
      )
  }),
}

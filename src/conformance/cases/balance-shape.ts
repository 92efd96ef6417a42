import type { Case } from '../case.ts'
import { isJson } from '../checks/is-json.ts'
import { hasStatusOf } from '../checks/status.ts'
import { shown, valueAt } from '../json-path.ts'

/** Money guards rely on it. */
export const balanceShape: Case = {
  id: 'balance-shape',
  about: 'the balance can be read, in the shape that was observed',
  tier: 'free',
  isRead: true,
  check: async ({ run, judge }) => {
    const exchange = await run.provider.readBalance()
    const { at, components } = run.facts
    if (!hasStatusOf(judge, exchange, 200) || !isJson(judge, exchange)) return
    run.shapes.check(judge, components.balance, exchange.json, exchange)
    const left = valueAt(exchange.json, at.balance)
    if (typeof left === 'number' && left < 0)
      judge.fail({
        at: at.balance,
        documented: '0 or more',
        observed: shown(left),
        message: 'the balance is below zero',
        exchange,
      })
  },
}

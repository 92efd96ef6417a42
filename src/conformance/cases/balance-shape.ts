import type { Case } from '../case.ts'
import { isJson } from '../checks/is-json.ts'
import { hasStatusOf } from '../checks/status.ts'

/** Money guards stand on it. */
export const balanceShape: Case = {
  id: 'balance-shape',
  about: 'the balance can be read, in the shape that was observed',
  tier: 'free',
  isRead: true,
  check: async ({ run, judge }) => {
    const exchange = await run.provider.readBalance()
    if (hasStatusOf(judge, exchange, 200) && isJson(judge, exchange))
      run.shapes.check(judge, run.facts.components.balance, exchange.json, exchange)
  },
}

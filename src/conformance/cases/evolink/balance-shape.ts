import type { Case } from '../../case.ts'
import { isJson } from '../../checks/is-json.ts'

/** Money guards stand on it. */
export const balanceShape: Case = {
  id: 'balance-shape',
  about: 'the balance is told, in the shape that was observed',
  tier: 'free',
  check: async ({ run, judge }) => {
    const exchange = await run.send({ method: 'GET', path: run.dialect.balancePath })
    if (isJson(judge, exchange))
      run.shapes.check(judge, run.dialect.components.balance, exchange.json, exchange)
  },
}

import type { Case } from '../case.ts'
import { isJson } from '../checks/is-json.ts'
import { CouldNotCheck } from '../could-not-check.ts'
import { isGateway, isRedirect } from '../wire/wire.ts'

/** Gateways respond in HTML. */
export const jsonContentType: Case = {
  id: 'json-content-type',
  about: 'every response of the API is JSON and says so',
  tier: 'free',
  check: ({ run, judge }) => {
    const own = run.provider.exchanges.filter(
      (exchange) => exchange.ask.path.startsWith('/') && !isGateway(exchange.status) && !isRedirect(exchange),
    )
    if (own.length === 0) throw new CouldNotCheck('nothing was answered')
    for (const exchange of own) isJson(judge, exchange)
  },
}

import { modelsOf } from '../../contracts/models.ts'
import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** What the provider says of its models: those that are served. @throws Refusal if there is no such model or fact */
export const catalogue = (visit: MatchedVisit): OperationOutcome => {
  const { account, provider, operation, parts } = visit
  const { contract } = provider
  account.admission.admitCall(contract.name, 'catalogue')
  const models = modelsOf(contract)
  const body = provider.renderCatalogue?.(operation, parts, [...models.values()], account.clock.now())
  if (body === undefined)
    throw new Refusal(
      'unknown-route',
      `There is no such model, or no such fact of it; there are ${[...models.keys()].join(', ')}.`,
    )
  return { body }
}

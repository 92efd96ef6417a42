import { modelsOf } from '../../contracts/models.ts'
import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import { jsonBody } from './json-body.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** What a task would cost; nothing is charged. @throws Refusal */
export const estimate = (visit: MatchedVisit): OperationOutcome => {
  const { account, provider, simulation } = visit
  const body = jsonBody(visit)
  const field = provider.estimatedModelField ?? ''
  const model = body[field]
  if (model === undefined || model === '') throw new Refusal('missing-field', `${field} is missing.`, field)
  if (typeof model !== 'string') throw new Refusal('invalid-type', `${field} must be a string.`, field)
  if (!modelsOf(provider.contract).has(model) && simulation.settings.unknownModels === 'refuse')
    throw new Refusal('unknown-model', `No page describes ${model}.`, field)
  return { body: provider.renderEstimate?.(body, account.clock.now()) }
}

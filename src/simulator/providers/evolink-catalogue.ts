import { CREDITS_PER_SECOND, evolinkDollars } from '../../contracts/evolink/prices.ts'
import type { Operation, ProviderContract, RequestBody } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Model } from '../../contracts/models.ts'

/** Assumed: as the OpenAI API lists its models, which this path and the model's name for an entry suggest. */
const entryOf = ({ id }: Model) => ({ id, object: 'model', owned_by: 'evolink' })

/** Assumed: the members of each; only the paths are observed. */
const catalogues: Readonly<Record<string, (model: Model) => unknown>> = {
  '/v1/models': entryOf,
  '/v1/catalog/models': (model) => ({ model_id: model.id, path: model.path }),
  '/v1/catalog/health': ({ id }) => ({ model_id: id, status: 'healthy' }),
  '/v1/catalog/pricing-rules': ({ id }) => ({
    model_id: id,
    billing_rule: 'per_second',
    credits_per_second: CREDITS_PER_SECOND,
  }),
}

/** What EvoLink says of its models. */
export const evolinkCatalogue = ({ path }: Operation, models: readonly Model[]): unknown => {
  const render = catalogues[path]
  return render && { object: 'list', data: models.map(render) }
}

/** Assumed: a quote holds an hour. */
const QUOTE_MS = 3_600_000

/** Assumed: yuan for a dollar, as a round number. */
const YUAN_PER_DOLLAR = 7

/** A price beforehand (observed: the members; assumed: what uc counts, and the form of the components). */
export const evolinkEstimate = (
  { mediaOf, price }: ProviderContract,
  { model_id, parameters }: RequestBody,
  now: number,
) => {
  const credits = price(mediaOf({ ...recordOf(parameters), model: model_id }))
  const usd = evolinkDollars(credits)
  return {
    amount: credits,
    amounts: { uc: credits, credits, cny: Math.round(usd * YUAN_PER_DOLLAR * 10_000) / 10_000, usd },
    components: [{ name: 'generation', credits }],
    expires_at: Math.floor((now + QUOTE_MS) / 1_000),
  }
}

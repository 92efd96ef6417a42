import { recordOf } from '../../contracts/media.ts'
import { modelsOf } from '../../contracts/models.ts'
import type { WireProvider } from '../providers/provider.ts'

/** What a task should cost. */
export type Estimate =
  | {
      readonly isKnown: true
      /** In the provider's credits. */
      readonly credits: number
      readonly usDollars: number
      /** Where the price comes from; an assumed one is a guess. */
      readonly source: 'documented' | 'observed' | 'assumed'
    }
  | { readonly isKnown: false; readonly why: string }

/** What requests should cost at the prices of the contract, which knows those of the bundled models only. */
export const createEstimator = ({
  contract,
  priceSource,
}: WireProvider): ((request: unknown) => Estimate) => {
  const models = modelsOf(contract)
  return (request) => {
    const body = recordOf(request)
    if (typeof body.model !== 'string' || !models.has(body.model))
      return { isKnown: false, why: `No price is known for ${String(body.model)}.` }
    const credits = contract.price(contract.mediaOf(body))
    return { isKnown: true, credits, usDollars: credits / contract.creditRate.perDollar, source: priceSource }
  }
}

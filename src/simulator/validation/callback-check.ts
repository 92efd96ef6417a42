import type { Place, ProviderContract } from '../../contracts/index.ts'
import { nameOfPlace, saidAt } from '../../contracts/place.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import { Refusal } from '../http/refusal.ts'
import type { Settings } from '../settings.ts'
import type { CreateRequest } from './create-request.ts'

/** Where a create request puts its callback address: a page may define its own field for it. */
export const callbackPlace = (contract: ProviderContract, page: ImportedPage | undefined): Place => {
  const field = page?.callbackParam
  return field ? { in: 'body', path: [field] } : contract.callbackAt
}

/**
 * The callback address of a request as it was given.
 * @throws Refusal if policy `provider` refuses it as the provider does
 */
export const callbackIn = (
  request: CreateRequest,
  place: Place,
  { callbacks }: ProviderContract,
  { callbackPolicy }: Settings,
): unknown => {
  const url = saidAt(request, place)
  if (typeof url !== 'string' || callbackPolicy !== 'provider') return url
  const reason = callbacks.refuses(url)
  if (reason !== undefined) throw new Refusal('invalid-value', reason, nameOfPlace(place))
  return url
}

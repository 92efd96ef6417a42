import type { ModelFamily } from '../../contracts/family.ts'
import type { ProviderContract } from '../../contracts/index.ts'
import { nameOfPlace, saidAt } from '../../contracts/place.ts'
import { Refusal } from '../http/refusal.ts'
import type { BodyFields } from '../notes/body-fields.ts'
import type { Settings } from '../settings.ts'
import { callbackIn } from './callback-check.ts'
import type { CreateRequest, Valid } from './create-request.ts'

const fieldsOf = ({ required, optional }: ModelFamily): BodyFields => ({
  fields: new Map([...required, ...optional].map((name) => [name, undefined])),
  files: new Map(),
  isOpen: false,
})

const modelOf = (request: CreateRequest, contract: ProviderContract, family: ModelFamily): string => {
  const field = nameOfPlace(contract.modelAt)
  const said = saidAt(request, contract.modelAt)
  const model = said === undefined || said === '' ? family.usualModel : said
  const known = Object.keys(family.models)
  if (model === undefined)
    throw new Refusal('missing-model', `${field} is missing; it is one of ${known.join(', ')}.`, field)
  const found = known.find((name) => name === model)
  if (found !== undefined) return found
  throw new Refusal('unknown-model', `${family.title} has the models ${known.join(', ')}.`, field)
}

/**
 * Checks a create request of a family by what its data says: model and required fields. What else their values may be is
 * not known here, so it is not checked.
 * @throws Refusal
 */
export const checkFamily = (
  contract: ProviderContract,
  family: ModelFamily,
  request: CreateRequest,
  settings: Settings,
): Valid => {
  const model = modelOf(request, contract, family)
  for (const field of family.required) {
    const value = request.body[field] ?? (field === 'model' ? model : undefined)
    if (value === undefined || value === '') throw new Refusal('missing-field', `${field} is missing.`, field)
  }
  const { prompt } = request.body
  if (prompt !== undefined && typeof prompt !== 'string')
    throw new Refusal('invalid-type', 'prompt must be a string.', 'prompt')
  const callbackUrl = callbackIn(request, contract.callbackAt, contract, settings)
  return { model, callbackUrl, fields: fieldsOf(family) }
}

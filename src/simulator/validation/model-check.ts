import { familyOfModel } from '../../contracts/family.ts'
import type { ProviderContract } from '../../contracts/index.ts'
import { type Model, modelsOf } from '../../contracts/models.ts'
import { nameOfPlace, saidAt } from '../../contracts/place.ts'
import { bounds } from '../bounds.ts'
import { Refusal } from '../http/refusal.ts'
import type { Settings } from '../settings.ts'
import type { CreateRequest } from './create-request.ts'

/** The model that a create request asks for. */
export interface AskedModel {
  /** As in the catalogue: a million tasks then share one text. */
  readonly name: string
  /** Undefined for a model that no page describes. */
  readonly found: Model | undefined
}

/** How many models are listed in the error about another one. */
const MOST_NAMES = 10

const listed = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`

/**
 * Builds the check of the model.
 * @throws Refusal if it is missing, unknown or created at another path
 */
export const createModelCheck = (
  contract: ProviderContract,
  { unknownModels }: Settings,
): ((request: CreateRequest) => AskedModel) => {
  const models = modelsOf(contract)
  const known = listed([...models.keys()])
  const field = nameOfPlace(contract.modelAt)
  return (request) => {
    const model = saidAt(request, contract.modelAt)
    if (model === undefined || model === null || model === '')
      throw new Refusal('missing-model', `${field} is missing; it is one of ${known}.`, field)
    if (typeof model !== 'string') throw new Refusal('invalid-type', `${field} must be a string.`, field)
    const found = models.get(model)
    const family = found === undefined ? familyOfModel(contract.families, model) : undefined
    if (family !== undefined)
      throw new Refusal(
        'unknown-model',
        `Here ${model} is created by POST ${family.create.path}; of its newer page, import it.`,
        field,
      )
    if (found === undefined && model.length > bounds.modelName.most)
      throw new Refusal('unknown-model', `A model has at most ${bounds.modelName.most} characters.`, field)
    if (found === undefined && unknownModels === 'refuse')
      throw new Refusal('unknown-model', `No page describes this model; there are ${known}.`, field)
    if (found !== undefined && found.path !== request.path) {
      const words = `${model} is created by POST ${found.path}, not ${request.path}.`
      throw new Refusal('unknown-model', words, field)
    }
    return { name: found?.id ?? model, found }
  }
}

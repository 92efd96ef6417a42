import { pathForModel } from '../../contracts/place.ts'
import type { ConformanceProvider, CreateBody } from '../providers/conformance-provider.ts'

/** A body without the value at a path. */
export const without = (body: CreateBody, [step, ...rest]: readonly string[]): CreateBody => {
  if (step === undefined || !Object.hasOwn(body, step)) return body
  const { [step]: value, ...others } = body
  if (rest.length === 0) return others
  return typeof value === 'object' && value !== null
    ? { ...body, [step]: without(value as CreateBody, rest) }
    : body
}

/** A create request that every provider is known to refuse: it has no prompt. */
export const withoutPrompt = ({ cheapest, promptPath }: ConformanceProvider): CreateBody =>
  without(cheapest, promptPath)

/** The names of the prompt in refusals. */
export const promptName = ({ contract, promptPath }: ConformanceProvider): string =>
  contract.fieldName(promptPath)

/** A name that no model has. */
const UNKNOWN_MODEL = 'stuntdouble/no-such-model'

/** Where a create request goes, and its body. */
export interface Addressed {
  readonly path: string
  readonly body: CreateBody
}

/** A create request for a model that does not exist, wherever the provider's requests name the model. */
export const forUnknownModel = (
  { contract, createPath }: ConformanceProvider,
  body: CreateBody,
): Addressed => {
  const { modelAt, operations } = contract
  if (modelAt.in === 'body') return { path: createPath, body: { ...body, [modelAt.path[0]]: UNKNOWN_MODEL } }
  const { path = createPath } = operations.find(({ kind }) => kind === 'create') ?? {}
  return { path: pathForModel(path, modelAt, UNKNOWN_MODEL), body }
}

/** Whether create requests name their model in the body, where it can be left out or have a wrong type. */
export const namesModelInBody = ({ contract }: ConformanceProvider): boolean => contract.modelAt.in === 'body'

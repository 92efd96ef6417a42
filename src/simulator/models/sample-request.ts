import type { OpenAPIV3_1 } from 'openapi-types'
import type { ProviderContract, RequestBody } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { type Model, modelsOf } from '../../contracts/models.ts'
import { pathForModel, valueAt } from '../../contracts/place.ts'

/** A create request that works, to start from. */
export interface SampleRequest {
  readonly model: string
  readonly path: string
  readonly body: RequestBody
}

const PROMPT = 'A cat on a skateboard'

/** A copy of a body with a value at a path of names. */
const withValueAt = (body: RequestBody, [name, ...rest]: readonly string[], value: unknown): RequestBody =>
  name === undefined
    ? body
    : { ...body, [name]: rest.length === 0 ? value : withValueAt(recordOf(body[name]), rest, value) }

/** The bodies that the page of a model shows. */
const examplesOf = ({ openapi }: ProviderContract, path: string): readonly RequestBody[] => {
  const requestBody = openapi.paths?.[path]?.post?.requestBody
  if (requestBody === undefined || '$ref' in requestBody) return []
  return Object.values(requestBody.content).flatMap(({ examples = {} }: OpenAPIV3_1.MediaTypeObject) =>
    Object.values(examples).map((example) => recordOf('$ref' in example ? undefined : example.value)),
  )
}

/** Without texts of several words: a page's own placeholders. */
const withoutProse = (value: RequestBody): RequestBody =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (typeof member === 'string' && /\w \w/.test(member)) return []
      const isNested = typeof member === 'object' && member !== null && !Array.isArray(member)
      return [[name, isNested ? withoutProse(recordOf(member)) : member]]
    }),
  )

const sampleOf = (contract: ProviderContract, { id, path }: Model): SampleRequest => {
  const { modelAt, promptAt } = contract
  const at = modelAt.in === 'body' ? modelAt.path : undefined
  const shown = examplesOf(contract, path).find((body) => at === undefined || valueAt(body, at) === id)
  const named = at === undefined ? {} : withValueAt({}, at, id)
  // The page's own prompt may be as long as a screen, and other texts of it go with it.
  return {
    model: id,
    path: pathForModel(path, modelAt, id),
    body: withValueAt(withoutProse(shown ?? named), promptAt, PROMPT),
  }
}

/** One create request for each model of a provider, those without an input file first. */
export const sampleRequests = (contract: ProviderContract): readonly SampleRequest[] => {
  const samples = [...modelsOf(contract).values()].map((model) => sampleOf(contract, model))
  const hasLink = ({ body }: SampleRequest): boolean => /https?:\/\//.test(JSON.stringify(body))
  return [...samples.filter((sample) => !hasLink(sample)), ...samples.filter(hasLink)]
}

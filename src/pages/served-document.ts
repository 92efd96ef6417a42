import type { OpenAPIV3_1 } from 'openapi-types'
import { at, isObject, type Json, type JsonObject, objectAt } from '../contracts/check/json.ts'
import type { ImportedPage } from './imported-page.ts'
import { componentName } from './text/names.ts'

/** A provider's document with the models of imported pages in it. Your own page comes before a bundled one. */
export const servedDocument = (
  bundled: OpenAPIV3_1.Document,
  pages: readonly ImportedPage[],
): OpenAPIV3_1.Document => {
  const document = bundled as unknown as JsonObject
  const components = objectAt(document, 'components')
  const schemas = { ...objectAt(components, 'schemas') }
  const added = new Map<string, JsonObject[]>()
  for (const page of pages)
    for (const model of page.models) {
      const name = freeName(schemas, componentName(model))
      schemas[name] = requestFor(page.request, model)
      const known = added.get(page.path) ?? []
      known.push({ $ref: `#/components/schemas/${name}` })
      added.set(page.path, known)
    }
  const paths = { ...objectAt(document, 'paths') }
  for (const [path, alternatives] of added) paths[path] = withAlternatives(paths[path], alternatives)
  return { ...document, paths, components: { ...components, schemas } } as unknown as OpenAPIV3_1.Document
}

/** `a/b` and `a-b` would share a name. */
const freeName = (schemas: JsonObject, model: string): string => {
  let name = `Imported${model}Request`
  for (let count = 2; Object.hasOwn(schemas, name); count += 1) name = `Imported${model}${count}Request`
  return name
}

/** The body's schema for one of its models: of several alternatives, the one that is for it. */
const requestFor = (request: JsonObject, model: string): JsonObject => {
  for (const key of ['oneOf', 'anyOf']) {
    const choices = request[key]
    if (!Array.isArray(choices)) continue
    const own = choices.find((choice) => {
      const written = at(choice, 'properties', 'model')
      return (
        isObject(written) &&
        (written.const === model || (Array.isArray(written.enum) && written.enum.includes(model)))
      )
    })
    if (isObject(own)) return requestFor({ ...without(request, key), ...own }, model)
  }
  return {
    ...request,
    properties: { ...objectAt(request, 'properties'), model: { type: 'string', const: model } },
  }
}

const without = (object: JsonObject, key: string): JsonObject => {
  const { [key]: _left, ...rest } = object
  return rest
}

/** A path whose create request has more alternatives of a body; made where there is none yet. */
const withAlternatives = (item: Json | undefined, added: readonly JsonObject[]): JsonObject => {
  const operation = at(item, 'post')
  const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema')
  if (isObject(schema) && Array.isArray(schema.oneOf))
    return replaced(
      objectAt(item),
      ['post', 'requestBody', 'content', 'application/json', 'schema', 'oneOf'],
      [...schema.oneOf, ...added],
    )
  const oneOf = isObject(schema) ? [schema, ...added] : [...added]
  const requestBody = { required: true, content: { 'application/json': { schema: { oneOf } } } }
  return isObject(operation)
    ? replaced(objectAt(item), ['post', 'requestBody'], requestBody)
    : { post: { requestBody, responses: { '200': { description: 'The task was created' } } } }
}

/** A copy with another value at a place; everything beside the way to it is shared. */
const replaced = (object: JsonObject, [step = '', ...rest]: readonly string[], value: Json): JsonObject => ({
  ...object,
  [step]: rest.length === 0 ? value : replaced(objectAt(object, step), rest, value),
})

import type { OpenAPIV3_1 } from 'openapi-types'
import { at, isObject, type JsonObject, objectAt } from '../contracts/check/json.ts'
import type { ImportedPage } from './imported-page.ts'
import { componentName } from './text/names.ts'

/** A provider's document with the models of imported pages in it. Your own page comes before a bundled one. */
export const servedDocument = (
  bundled: OpenAPIV3_1.Document,
  pages: readonly ImportedPage[],
): OpenAPIV3_1.Document => {
  const document = structuredClone(bundled) as unknown as JsonObject
  const schemas = objectAt(document, 'components', 'schemas')
  for (const page of pages)
    for (const model of page.models) {
      const name = freeName(schemas, componentName(model))
      schemas[name] = requestFor(page.request, model)
      alternativesAt(document, page.path).push({ $ref: `#/components/schemas/${name}` })
    }
  return document as unknown as OpenAPIV3_1.Document
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

/** The alternatives of a create request's body, made where there are none yet. */
const alternativesAt = (document: JsonObject, path: string): JsonObject[] => {
  const paths = objectAt(document, 'paths')
  const operation = at(paths, path, 'post')
  const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema')
  if (isObject(schema) && Array.isArray(schema.oneOf)) return schema.oneOf as JsonObject[]
  const oneOf = isObject(schema) ? [{ ...schema }] : []
  const content = { 'application/json': { schema: { oneOf } } }
  if (isObject(operation)) operation.requestBody = { required: true, content }
  else
    paths[path] = {
      post: {
        requestBody: { required: true, content },
        responses: { '200': { description: 'The task was created' } },
      },
    }
  return oneOf
}

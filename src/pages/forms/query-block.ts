import type { OpenAPIV3_1 } from 'openapi-types'
import {
  arrayAt,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  present,
  sameJson,
  textAt,
} from '../../contracts/check/json.ts'
import { type PageContract, PageError, type PageProblem } from '../text/page.ts'
import type { YamlBlock } from '../text/safe-yaml.ts'
import type { BlockPlace } from './openapi-block.ts'

/** EvoLink's second form: `paths: { path: …, method: … }`, which only looks like OpenAPI. */
export const isQueryBlock = (value: Json): value is JsonObject => textAt(value, 'paths', 'path') !== undefined

/** Reads such a block and writes what it says as OpenAPI. */
export const readQueryBlock = ({ file, place, title }: BlockPlace, block: YamlBlock): PageContract => {
  const paths = objectAt(block.value, 'paths')
  const path = textAt(paths, 'path')
  const method = textAt(paths, 'method')?.toLowerCase()
  if (path === undefined || method === undefined)
    throw new PageError(file, place, '"paths" with "path" and "method"')
  const answers = Object.entries(objectAt(paths, 'response'))
  if (answers.length === 0) throw new PageError(file, place, '"response" with at least one status code')

  const schemas: JsonObject = { ...objectAt(block.value, 'components', 'schemas') }
  const ambiguous = new Set<string>()
  const keep = (name: string, schema: JsonObject): void => {
    if (Object.hasOwn(schemas, name) && !sameJson(schemas[name], schema)) ambiguous.add(name)
    else schemas[name] = schema
  }
  const body = contentOf(objectAt(paths, 'request', 'body'), keep)
  const operation = present({
    parameters: parametersOf(objectAt(paths, 'request', 'parameters')),
    requestBody: body && { content: body },
    responses: Object.fromEntries(answers.map(([status, answer]) => [status, responseOf(answer, keep)])),
    deprecated: paths.deprecated === true ? true : undefined,
  })
  const problems = [...ambiguous].map((name): PageProblem => {
    return { severity: 'warning', place, message: `two different schemas are called ${name}` }
  })
  const schemes = securitySchemesOf(arrayAt(paths, 'request', 'security'))
  const document: JsonObject = {
    openapi: '3.1.0',
    info: { title: `${method.toUpperCase()} ${path}`, version: '1.0.0' },
    servers: [...arrayAt(paths, 'servers')],
    security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    paths: { [path]: { [method]: operation } },
    components: { schemas, securitySchemes: schemes },
  }
  // Aliases share their objects; a document that is merged and patched must not.
  return {
    file,
    title,
    form: 'query-block',
    document: structuredClone(document) as unknown as OpenAPIV3_1.Document,
    problems: [...block.problems, ...problems],
  }
}

type Keep = (name: string, schema: JsonObject) => void

const responseOf = (answer: Json, keep: Keep): JsonObject => {
  const [content = {}] = isObject(answer) ? Object.values(answer).filter(isObject) : []
  return present({
    description: textAt(content, 'description') ?? '',
    content: isObject(answer) ? contentOf(answer, keep) : undefined,
  })
}

const contentOf = (body: JsonObject, keep: Keep): JsonObject | undefined => {
  const types = Object.entries(body).filter(([type, content]) => type.includes('/') && isObject(content))
  if (types.length === 0) return undefined
  return Object.fromEntries(
    types.map(([type, content]) => {
      const listed = arrayAt(content, 'schemaArray')
      const single = objectAt(content, 'schema')
      const schemas = (listed.length > 0 || Object.keys(single).length === 0 ? listed : [single])
        .filter(isObject)
        .map((schema) => named(schema, keep))
      const examples = objectAt(content, 'examples')
      return [
        type,
        present({
          schema: schemas.length > 1 ? { oneOf: schemas } : schemas[0],
          examples: Object.keys(examples).length > 0 ? examples : undefined,
        }),
      ]
    }),
  )
}

/** A schema with a `refIdentifier` was a component before the page was made; it becomes one again. */
const named = (schema: JsonObject, keep: Keep): JsonObject => {
  const { refIdentifier, ...rest } = schema
  const plain = unwrapped(rest)
  const name =
    typeof refIdentifier === 'string' ? /^#\/components\/schemas\/(\w+)$/.exec(refIdentifier)?.[1] : undefined
  if (name === undefined) return plain
  keep(name, plain)
  return { $ref: `#/components/schemas/${name}` }
}

/** Takes the `allOf` with one entry from around each property. */
const unwrapped = (schema: JsonObject): JsonObject => {
  const all = schema.allOf
  if (Array.isArray(all) && all.length === 1 && Object.keys(schema).length === 1 && isObject(all[0]))
    return unwrapped(all[0])
  const result: JsonObject = { ...schema }
  if (isObject(schema.items)) result.items = unwrapped(schema.items)
  if (isObject(schema.properties))
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [
        name,
        isObject(property) ? unwrapped(property) : property,
      ]),
    )
  return result
}

const parametersOf = (places: JsonObject): Json[] | undefined => {
  const parameters = Object.entries(places).flatMap(([place, byName]) =>
    Object.entries(isObject(byName) ? byName : {}).map(([name, parameter]) => {
      const [first = {}] = arrayAt(parameter, 'schema').filter(isObject)
      const { required, description, ...schema } = first
      return present({
        name,
        in: place,
        required: required === true || place === 'path',
        description,
        schema,
      })
    }),
  )
  return parameters.length > 0 ? parameters : undefined
}

const securitySchemesOf = (security: readonly Json[]): JsonObject =>
  Object.fromEntries(
    security.flatMap((entry) => {
      const title = textAt(entry, 'title')
      const [header] = Object.values(objectAt(entry, 'parameters', 'header'))
      return title !== undefined && isObject(header) ? [[title, header]] : []
    }),
  )

import type { OpenAPIV3_1 } from 'openapi-types'
import { fromJSONSchema, type z } from 'zod'

export { modelsOf } from './models.ts'

// Importing zod takes 30 ms. What must start fast takes `modelsOf` from models.ts and imports this file when it checks
// its first body.

/** The schemas of one provider, by the name of their component in its OpenAPI document. */
export interface Schemas {
  /** @throws when the document has no such component */
  component(name: string): z.ZodType
  /**
   * Any schema of the document, by JSON pointer: `/components/schemas/TaskRecord/properties/state`.
   * @throws when nothing is there
   */
  at(pointer: string): z.ZodType
}

/**
 * zod schemas made from a compiled document, each on first use. They check without changing: unknown fields are kept,
 * and no default is filled in, since the providers' servers fill in none (observed). A document has one set of them, shared by
 * all simulators and runs of a process: it must not change.
 */
export const schemasOf = (document: OpenAPIV3_1.Document): Schemas => {
  const schemas = known.get(document) ?? builtFrom(document)
  known.set(document, schemas)
  return schemas
}

const known = new WeakMap<OpenAPIV3_1.Document, Schemas>()

const builtFrom = (document: OpenAPIV3_1.Document): Schemas => {
  const components = document.components?.schemas ?? {}
  const built = new Map<string, z.ZodType>()
  const at = (pointer: string): z.ZodType => {
    const known = built.get(pointer)
    if (known) return known
    const schema = fromJSONSchema(withDefinitions(valueAt(document, pointer), components))
    built.set(pointer, schema)
    return schema
  }
  const component = (name: string): z.ZodType => {
    if (Object.hasOwn(components, name)) return at(componentsAt + name)
    throw new Error(
      `${document.info.title} has no schema "${name}", only ${Object.keys(components).join(', ')}`,
    )
  }
  return { component, at }
}

const componentsAt = '/components/schemas/'

const valueAt = (document: OpenAPIV3_1.Document, pointer: string): unknown => {
  let here: unknown = document
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    here = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined
  }
  if (typeof here !== 'object' || here === null)
    throw new Error(`${document.info.title} has no schema at ${pointer}`)
  return here
}

type Components = Readonly<Record<string, unknown>>
type Bare = Record<string, unknown>

/** A self-contained schema, with the components it refers to under `$defs`. */
const withDefinitions = (schema: unknown, components: Components): Bare => {
  const definitions: Record<string, unknown> = {}
  const keep = (referred: string): void => {
    if (referred in definitions) return
    definitions[referred] = {}
    definitions[referred] = bare(components[referred], keep)
  }
  return { ...(bare(schema, keep) as Bare), $defs: definitions }
}

const mapKeywords = new Set(['properties', 'patternProperties'])
const schemaKeywords = new Set([
  'items',
  'oneOf',
  'anyOf',
  'allOf',
  'not',
  'additionalProperties',
  'propertyNames',
])
const plainKeywords = new Set([
  ...['type', 'enum', 'const', 'required', 'format', 'pattern', 'minLength', 'maxLength', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems'],
  ...['minProperties', 'maxProperties'],
])

/** A schema with only the keywords that check something. */
const bare = (schema: unknown, keep: (name: string) => void): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => bare(item, keep))
  if (typeof schema !== 'object' || schema === null) return schema
  const result: Bare = {}
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$ref') result.$ref = reference(String(value), keep)
    else if (mapKeywords.has(key)) result[key] = mapValues(value as Bare, (inner) => bare(inner, keep))
    else if (schemaKeywords.has(key)) result[key] = bare(value, keep)
    else if (plainKeywords.has(key)) result[key] = value
  }
  return result
}

const reference = (target: string, keep: (name: string) => void): string => {
  if (!target.startsWith(`#${componentsAt}`)) throw new Error(`a reference outside the components: ${target}`)
  const name = target.slice(componentsAt.length + 1)
  keep(name)
  return `#/$defs/${name}`
}

const mapValues = (values: Bare, change: (value: unknown) => unknown): Bare =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))

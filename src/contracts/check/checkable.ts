import { FORMATS } from './formats.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { readPattern } from './page-pattern.ts'

/** More alternatives than this are not a choice that anybody describes, and would take long to try. */
const MOST_CHOICES = 300
/** The number of schemas, nested or side by side; whatever goes beyond is left open. */
const MOST_SCHEMAS = 1_000
const DEEPEST = 64

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])

/** Turns a nested schema into one that can be checked; `exactly` only if nothing in it has to be left out. */
interface Inner {
  (schema: Json): Json
  exactly(schema: Json): Json | undefined
}
/** What a keyword's value is checked as; undefined if nothing in it can be checked. */
type Take = (value: Json, inner: Inner) => Json | undefined

const numbers: Take = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)

const names: Take = (value) => (Array.isArray(value) ? [...new Set(value.map(String))] : undefined)

const filled = <Value>(list: readonly Value[]): Value[] | undefined =>
  list.length === 0 ? undefined : [...list]

const schema: Take = (value, inner) => inner(value)

const schemas: Take = (value, inner) => (Array.isArray(value) ? filled(value.map(inner)) : undefined)

const choices: Take = (value, inner) =>
  Array.isArray(value) && value.length <= MOST_CHOICES ? filled(value.map(inner)) : undefined

const mapped =
  (change: Take, isTaken: (name: string) => boolean = () => true): Take =>
  (value, inner) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([name, each]) => {
            const taken = isTaken(name) ? change(each, inner) : undefined
            return taken === undefined ? [] : [[name, taken]]
          }),
        )
      : undefined

/** Every keyword that is checked. Others (`$ref`, `$id`, `$async`, `nullable` …) never reach Ajv. */
const KEYWORDS: Readonly<Record<string, Take>> = {
  type: (value) => filled([value].flat().filter((word) => typeof word === 'string' && TYPES.has(word))),
  enum: (value) => (Array.isArray(value) ? filled(value) : undefined),
  const: (value) => value,
  minLength: numbers,
  maxLength: numbers,
  pattern: (value) => (typeof value === 'string' && readPattern(value) !== undefined ? value : undefined),
  format: (value) => (typeof value === 'string' && Object.hasOwn(FORMATS, value) ? value : undefined),
  minimum: numbers,
  maximum: numbers,
  exclusiveMinimum: numbers,
  exclusiveMaximum: numbers,
  multipleOf: (value) => (typeof value === 'number' && value > 0 ? value : undefined),
  minItems: numbers,
  maxItems: numbers,
  uniqueItems: (value) => (value === true ? true : undefined),
  contains: schema,
  prefixItems: schemas,
  items: (value, inner) => (Array.isArray(value) ? undefined : inner(value)),
  properties: mapped(schema),
  required: names,
  propertyNames: schema,
  patternProperties: mapped(schema, (source) => readPattern(source) !== undefined),
  additionalProperties: schema,
  dependentRequired: mapped(names),
  minProperties: numbers,
  maxProperties: numbers,
  allOf: schemas,
  anyOf: choices,
  oneOf: choices,
  // What must not fit, or decides, is taken whole or not at all: half of it would refuse more.
  not: (value, inner) => inner.exactly(value),
  if: (value, inner) => inner.exactly(value),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: schema,
  else: schema,
}

/**
 * A page's schema in a form that can be checked safely: only the keywords that check something, each in the shape it
 * must have, and within limits of size and depth. What is left out leaves the body open there.
 */
export const checkable = (given: Json): Json => {
  let count = 0
  let leftOut = 0
  const innerAt = (depth: number): Inner => {
    const inner = (schema: Json): Json => taken(schema, depth)
    const exactly = (schema: Json): Json | undefined => {
      const before = leftOut
      const result = inner(schema)
      return leftOut === before ? result : undefined
    }
    return Object.assign(inner, { exactly })
  }
  const taken = (node: Json, depth: number): Json => {
    if (typeof node === 'boolean') return node
    count += 1
    if (!isObject(node) || depth > DEEPEST || count > MOST_SCHEMAS) {
      leftOut += 1
      return true
    }
    const inner = innerAt(depth + 1)
    const entries = Object.entries(node).flatMap(([keyword, value]) => {
      const kept = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword]?.(value, inner) : undefined
      if (kept !== undefined) return [[keyword, kept] as const]
      if (Object.hasOwn(KEYWORDS, keyword) || keyword === '$ref') leftOut += 1
      return []
    })
    return Object.fromEntries(entries) satisfies JsonObject
  }
  return taken(given, 0)
}

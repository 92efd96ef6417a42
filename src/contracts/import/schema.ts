import { at, isObject, type Json, type JsonObject } from '../pages/json.ts'
import { PageError } from '../pages/page.ts'
import type { Report } from './imported-page.ts'
import { statedInProse } from './prose.ts'
import { cleanEnum, isSample, plainType, typedScalar } from './values.ts'

/** What a schema is read with: the document its references point into, and where to say what is odd. */
export interface SchemaReader {
  readonly file: string
  readonly document: JsonObject
  readonly report: Report
  nodes: number
}

/** References may repeat a schema: this many nodes are a hostile page. */
const mostNodes = 20_000
const deepest = 40

/**
 * A schema as a page writes it (OpenAPI 3.0, 3.1, or nearly), as a JSON Schema that stands for itself: references
 * resolved, `allOf` merged, nullable as a type, samples as examples, odd values repaired and reported.
 */
export const readSchema = (
  schema: Json | undefined,
  place: string,
  reader: SchemaReader,
  above: readonly string[] = [],
): JsonObject => {
  reader.nodes += 1
  if (reader.nodes > mostNodes || above.length > deepest)
    throw new PageError(reader.file, place, `a schema of at most ${mostNodes} parts and ${deepest} levels`)
  if (!isObject(schema)) {
    if (schema !== undefined && schema !== true) reader.report('warning', place, 'its schema is no object')
    return {}
  }
  const { $ref } = schema
  if (typeof $ref === 'string') return referred($ref, schema, place, reader, above)
  const inner = [...above, '']
  const merged = withAllOf(schema, place, reader, inner)
  return constrained(structured(merged, place, reader, inner), place, reader)
}

const referred = (
  reference: string,
  schema: JsonObject,
  place: string,
  reader: SchemaReader,
  above: readonly string[],
): JsonObject => {
  const { $ref: _reference, ...beside } = schema
  if (above.includes(reference)) {
    reader.report('note', place, `${reference} refers to itself; the inner one is left open`)
    return {}
  }
  const target = valueAt(reader.document, reference)
  if (target === undefined) {
    reader.report('warning', place, `the page refers to ${reference}, which it does not have`)
    return Object.keys(beside).length > 0 ? readSchema(beside, place, reader, [...above, '']) : {}
  }
  const found = readSchema(target, place, reader, [...above, reference])
  if (Object.keys(beside).length === 0) return found
  return mergeSchemas(found, readSchema(beside, place, reader, [...above, '']))
}

/** What a reference of the document leads to. */
export const valueAt = (document: JsonObject, reference: string): Json | undefined => {
  if (!reference.startsWith('#/')) return undefined
  const keys = reference
    .slice(2)
    .split('/')
    .map((key) => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~'))
  let here: Json | undefined = document
  for (const key of keys) here = Array.isArray(here) ? here[Number(key)] : at(here, key)
  return here
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const withAllOf = (
  schema: JsonObject,
  place: string,
  reader: SchemaReader,
  above: readonly string[],
): JsonObject => {
  if (!Array.isArray(schema.allOf)) return schema
  const { allOf, ...own } = schema
  const parts = allOf.map((part) => readSchema(part, place, reader, above))
  return parts.reduceRight<JsonObject>((merged, part) => mergeSchemas(part, merged), own)
}

/** Both at once; where they differ, the second counts, and the narrower limit. */
const mergeSchemas = (first: JsonObject, second: JsonObject): JsonObject => {
  const result: JsonObject = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const known = result[key]
    if (key === 'properties' && isObject(known) && isObject(value)) {
      result.properties = { ...known }
      for (const [name, property] of Object.entries(value)) {
        const earlier = known[name]
        result.properties[name] =
          isObject(earlier) && isObject(property) ? mergeSchemas(earlier, property) : property
      }
    } else if (key === 'required' && Array.isArray(known) && Array.isArray(value))
      result.required = [...new Set([...known, ...value])]
    else if (typeof known === 'number' && typeof value === 'number')
      result[key] = /^max|^exclusiveMax/.test(key) ? Math.min(known, value) : Math.max(known, value)
    else result[key] = value
  }
  return result
}

const choiceKeys = ['oneOf', 'anyOf'] as const

/** The schema with everything below it read. */
const structured = (
  schema: JsonObject,
  place: string,
  reader: SchemaReader,
  above: readonly string[],
): JsonObject => {
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(schema)) if (!isDropped(key)) result[key] = value
  if (isObject(schema.properties)) withProperties(result, schema, place, reader, above)
  else delete result.properties
  if (Array.isArray(schema.items)) {
    reader.report('warning', place, 'its items are a list; the first one counts')
    result.items = readSchema(schema.items[0], `${place}[]`, reader, above)
  } else if (schema.items !== undefined) result.items = readSchema(schema.items, `${place}[]`, reader, above)
  if (isObject(schema.additionalProperties))
    result.additionalProperties = readSchema(schema.additionalProperties, `${place}.*`, reader, above)
  for (const key of choiceKeys)
    if (Array.isArray(schema[key])) withChoices(result, key, schema[key], place, reader, above)
  return result
}

const isDropped = (key: string): boolean =>
  /^x-(apidog|apifox|run-in|internal)|^(xml|externalDocs|requiredProperties|refIdentifier|\$schema|\$id)$/.test(
    key,
  )

const withProperties = (
  result: JsonObject,
  { properties: written, required: named, requiredProperties }: JsonObject,
  place: string,
  reader: SchemaReader,
  above: readonly string[],
): void => {
  const properties: JsonObject = {}
  const required = new Set(
    [named, requiredProperties]
      .flatMap((names) => (Array.isArray(names) ? names : []))
      .map((name) => String(name).trim()),
  )
  if (typeof result.required === 'boolean') delete result.required
  for (const [key, property] of Object.entries(isObject(written) ? written : {})) {
    const name = key.trim()
    const here = inside(place, name)
    if (name === '') {
      reader.report('warning', place, 'a parameter without a name is left out')
      continue
    }
    if (name !== key)
      reader.report('warning', here, `the key ${JSON.stringify(key)} has blanks around it; taken without`)
    else if (/\s/.test(name))
      reader.report('warning', here, `the key ${JSON.stringify(key)} has a blank in it`)
    if (Object.hasOwn(properties, name))
      reader.report('warning', here, 'described twice; the last one counts')
    if (name === '__proto__') continue
    const isMarked = isObject(property) ? property.required : undefined
    if (typeof isMarked === 'boolean') {
      if (isMarked !== required.has(name) && Array.isArray(result.required))
        reader.report('warning', here, `required in one place and not in the other; taken as required`)
      if (isMarked) required.add(name)
    }
    const read = readSchema(property, here, reader, above)
    if (typeof read.required === 'boolean') delete read.required
    properties[name] = required.has(name) ? withSample(read) : read
  }
  for (const name of required)
    if (!Object.hasOwn(properties, name)) {
      reader.report('warning', inside(place, name), 'required, but not described')
      properties[name] = {}
    }
  result.properties = properties
  if (required.size > 0) result.required = [...required]
  else delete result.required
}

/** A required field needs no default: a text or link shown there is a sample to send. */
const withSample = (schema: JsonObject): JsonObject => {
  if (schema.default === undefined || !isSample(schema)) return schema
  const { default: sample, ...rest } = schema
  const known = Array.isArray(rest.examples) ? rest.examples : []
  const isKnown = known.some((example) => JSON.stringify(example) === JSON.stringify(sample))
  return { ...rest, examples: isKnown ? known : [...known, sample] }
}

/** `oneOf` and `anyOf`: null is a type, a list of constants an enum, a single choice no choice. */
const withChoices = (
  result: JsonObject,
  key: (typeof choiceKeys)[number],
  written: readonly Json[],
  place: string,
  reader: SchemaReader,
  above: readonly string[],
): void => {
  const read = written.map((choice) => readSchema(choice, place, reader, above))
  const choices = read.filter(({ type }) => type !== 'null')
  const isNullable = choices.length < read.length
  delete result[key]
  const values = choices.flatMap((choice) => ('const' in choice ? [choice.const ?? null] : []))
  const [only] = choices
  if (choices.length === 1 && only) Object.assign(result, mergeSchemas(only, result))
  else if (choices.length > 0 && values.length === choices.length) result.enum = values
  else if (choices.length > 0) result[key] = choices
  if (isNullable) {
    if (result[key] !== undefined) result[key] = [...choices, { type: 'null' }]
    else result.nullable = true
  }
}

export const inside = (place: string, name: string): string =>
  place === '' || place === 'request body' ? name : `${place}.${name}`

const numberKeys = [
  ...['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
]

/** The schema's own keywords, in the words of JSON Schema 2020-12 and free of contradiction. */
const constrained = (schema: JsonObject, place: string, reader: SchemaReader): JsonObject => {
  const result: JsonObject = { ...schema }
  const warn = (message: string): void => reader.report('warning', place, message)
  const { type, isNullable } = typeOf(result, warn)
  if (type !== undefined) result.type = type
  if (typeof result.format === 'string' && /^url$/i.test(result.format)) result.format = 'uri'
  for (const key of numberKeys) numeric(result, key, warn)
  booleanBounds(result)
  const scalar = Array.isArray(type) ? type.find((name) => name !== 'null') : type
  if (Array.isArray(result.enum)) {
    const values = cleanEnum(result.enum, scalar, (message) => warn(message))
    if (values.length > 0) result.enum = values
    else delete result.enum
  } else delete result.enum
  if (result.const !== undefined) result.const = cleanEnum([result.const], scalar, warn)[0] ?? result.const
  withExamples(result, scalar, warn)
  if (typeof result.description === 'string') {
    result.description = result.description.trim()
    if (result.description === '') delete result.description
  } else delete result.description
  if (result.deprecated !== true) {
    delete result.deprecated
    if (/^\W*deprecated\b/i.test(String(result.description ?? ''))) result.deprecated = true
  }
  const limited = statedInProse(result, scalar, (message) => reader.report('note', place, message))
  if (scalar === 'array') withItemType(limited)
  return inOrder(nullable(withoutNonsense(limited, warn), isNullable))
}

/** A list whose items are not described has items of the type that its sample shows. */
const withItemType = (schema: JsonObject): void => {
  if (isObject(schema.items) && Object.keys(schema.items).length > 0) return
  const samples = [schema.default, ...(Array.isArray(schema.examples) ? schema.examples : [])]
  const values = samples.flatMap((sample) => (Array.isArray(sample) ? sample : []))
  const types = new Set(values.map((value) => (isObject(value) ? 'object' : typeof value)))
  const [only] = types
  if (types.size === 1 && (only === 'string' || only === 'number' || only === 'object' || only === 'boolean'))
    schema.items = { type: only }
  else delete schema.items
}

/** The type first, whatever it was pieced together from. */
const inOrder = ({ type, ...rest }: JsonObject): JsonObject => (type === undefined ? rest : { type, ...rest })

const typeOf = (
  schema: JsonObject,
  warn: (message: string) => void,
): { readonly type: Json | undefined; readonly isNullable: boolean } => {
  const written = Array.isArray(schema.type) ? schema.type : [schema.type]
  let isNullable = schema.nullable === true || written.includes('null')
  delete schema.nullable
  const names = written.flatMap((name) => {
    if (name === undefined || name === null || name === 'null') return []
    const read = plainType(String(name))
    if (read === undefined) warn(`the unknown type ${JSON.stringify(name)}; left open`)
    else if (read.type !== name) warn(`the type ${JSON.stringify(name)} is read as ${read.type}`)
    if (read?.isNullable) isNullable = true
    if (read?.format && schema.format === undefined) schema.format = read.format
    if (read?.items && schema.items === undefined) schema.items = read.items
    return read ? [read.type] : []
  })
  delete schema.type
  const [first] = names
  if (first !== undefined) return { type: names.length > 1 ? names : first, isNullable }
  if (written.includes('null')) return { type: 'null', isNullable: false }
  return { type: guessedType(schema), isNullable }
}

const guessedType = (schema: JsonObject): string | undefined => {
  if (schema.properties !== undefined) return 'object'
  if (schema.items !== undefined) return 'array'
  const values = Array.isArray(schema.enum) ? schema.enum : schema.const === undefined ? [] : [schema.const]
  const types = new Set(values.filter((value) => value !== null).map((value) => typeof value))
  const [only] = types
  return types.size === 1 && (only === 'string' || only === 'boolean' || only === 'number') ? only : undefined
}

const numeric = (schema: JsonObject, key: string, warn: (message: string) => void): void => {
  const value = schema[key]
  if (value === undefined || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  if (Number.isFinite(number)) {
    warn(`${key} is written as a text, ${JSON.stringify(value)}; taken as a number`)
    schema[key] = number
  } else {
    if (value !== null) warn(`${key} is no number: ${JSON.stringify(value).slice(0, 80)}`)
    delete schema[key]
  }
}

/** OpenAPI 3.0 says `minimum: 0` with `exclusiveMinimum: true`, 3.1 `exclusiveMinimum: 0`. */
const booleanBounds = (schema: JsonObject): void => {
  for (const [key, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = schema[key]
    if (typeof value !== 'boolean') continue
    delete schema[key]
    const limit = schema[bound]
    if (!value || limit === undefined) continue
    schema[key] = limit
    delete schema[bound]
  }
}

/** `example` and `examples` as one list, typed; a default of another type than its field's is repaired. */
const withExamples = (
  schema: JsonObject,
  scalar: Json | undefined,
  warn: (message: string) => void,
): void => {
  const listed = Array.isArray(schema.examples)
    ? schema.examples
    : isObject(schema.examples)
      ? Object.values(schema.examples).map((each) =>
          isObject(each) && 'value' in each ? (each.value ?? null) : each,
        )
      : schema.examples === undefined
        ? []
        : [schema.examples]
  const all = [...(schema.example === undefined ? [] : [schema.example]), ...listed]
  delete schema.example
  delete schema.examples
  const kept = all
    .filter((value) => value !== null && value !== '')
    .map((value) => (typeof scalar === 'string' ? (typedScalar(value, scalar) ?? value) : value))
  const unique = [...new Map(kept.map((value) => [JSON.stringify(value), value])).values()]
  if (unique.length > 0) schema.examples = unique
  const { default: stated } = schema
  if (stated === undefined || typeof scalar !== 'string') return
  if (stated === null) {
    delete schema.default
    return
  }
  const typed = typedScalar(stated, scalar)
  if (typed === undefined) {
    warn(`its default ${JSON.stringify(stated).slice(0, 80)} is not of type ${scalar}; left out`)
    delete schema.default
  } else {
    if (typeof typed !== typeof stated)
      warn(`its default ${JSON.stringify(stated)} is taken as ${JSON.stringify(typed)}`)
    schema.default = typed
    if (Array.isArray(schema.enum) && !schema.enum.includes(typed))
      warn(`its default ${JSON.stringify(typed).slice(0, 80)} is none of its options`)
  }
}

const ranges = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const

const withoutNonsense = (schema: JsonObject, warn: (message: string) => void): JsonObject => {
  for (const [low, high] of ranges) {
    const [least, most] = [schema[low], schema[high]]
    if (typeof least !== 'number' || typeof most !== 'number' || least <= most) continue
    warn(`${low} ${least} is above ${high} ${most}; both are left out`)
    delete schema[low]
    delete schema[high]
  }
  for (const key of ['minLength', 'maxLength', 'minItems', 'maxItems']) {
    const value = schema[key]
    if (typeof value === 'number' && (value < 0 || !Number.isInteger(value))) {
      warn(`${key} ${value} makes no sense; left out`)
      delete schema[key]
    }
  }
  if (typeof schema.multipleOf === 'number' && schema.multipleOf <= 0) {
    warn(`multipleOf ${schema.multipleOf} makes no sense; left out`)
    delete schema.multipleOf
  }
  if (schema.pattern !== undefined && !isPattern(schema.pattern)) {
    warn(`the pattern ${JSON.stringify(schema.pattern).slice(0, 80)} cannot be read; left out`)
    delete schema.pattern
  }
  return schema
}

const isPattern = (value: Json): boolean => {
  if (typeof value !== 'string' || value.length > 1_000) return false
  // A repetition of a repetition may take for ever.
  if (/[+*}]\)[+*{]/.test(value)) return false
  try {
    return new RegExp(value, 'u') instanceof RegExp
  } catch {
    return false
  }
}

const nullable = (schema: JsonObject, isNullable: boolean): JsonObject => {
  if (!isNullable || schema.type === undefined) return schema
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  const result: JsonObject = { ...schema, type: [...types, 'null'] }
  if (Array.isArray(result.enum) && !result.enum.includes(null)) result.enum = [...result.enum, null]
  return result
}

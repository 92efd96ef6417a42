import { arrayAt, at, isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { PageError } from '../text/page.ts'
import { agreeing, withoutClashes } from './contradictions.ts'
import { constrained } from './keywords.ts'
import { mergeSchemas } from './merge-schemas.ts'
import type { SchemaReader } from './schema-reader.ts'
import { isObviousSample, isSample, withoutQuotes } from './values.ts'

/** References may repeat a schema: this many nodes are a hostile page. */
const MOST_NODES = 20_000
const DEEPEST = 40
const MOST_PARTS = 200

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
  reader.budget.nodes += 1
  if (reader.budget.nodes > MOST_NODES || above.length > DEEPEST)
    throw new PageError(reader.file, place, `a schema of at most ${MOST_NODES} parts and ${DEEPEST} levels`)
  if (!isObject(schema)) {
    if (schema !== undefined && schema !== true)
      reader.report('warning', place, 'its schema is not an object')
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
  if (allOf.length > MOST_PARTS)
    throw new PageError(reader.file, place, `an allOf of at most ${MOST_PARTS} parts`)
  reader.budget.parts += 1
  const parts = allOf.map((part) => readSchema(part, place, reader, above))
  reader.budget.parts -= 1
  const all = agreeing([...parts, own], (message) => reader.report('warning', place, message))
  return all.reduceRight<JsonObject>((merged, part) => mergeSchemas(part, merged), {})
}

const CHOICE_KEYS = ['oneOf', 'anyOf'] as const

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
  for (const key of [
    'not',
    'if',
    'then',
    'else',
    'contains',
    'propertyNames',
    'prefixItems',
    'patternProperties',
  ])
    if (result[key] !== undefined) result[key] = withoutReferences(result[key] ?? null, place, reader, above)
  for (const key of CHOICE_KEYS)
    if (Array.isArray(schema[key])) {
      withChoices(result, key, schema[key], place, reader, above)
      withoutClashes(result, arrayAt(result, key), (name) =>
        reader.report(
          'warning',
          inside(place, name),
          `every alternative of its ${key} contradicts it; left open`,
        ),
      )
    }
  return result
}

/** A part of a schema that is kept as it is, with what it refers to in it. */
const withoutReferences = (
  value: Json,
  place: string,
  reader: SchemaReader,
  above: readonly string[],
): Json => {
  if (Array.isArray(value)) return value.map((item) => withoutReferences(item, place, reader, above))
  if (!isObject(value)) return value
  if (typeof value.$ref === 'string') return readSchema(value, place, reader, above)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutReferences(item, place, reader, above)]),
  )
}

const isDropped = (key: string): boolean =>
  /^x-(apidog|apifox|run-in|internal)|^(xml|externalDocs|discriminator|requiredProperties|refIdentifier|\$schema|\$id)$/.test(
    key,
  )

const withProperties = (
  result: JsonObject,
  schema: JsonObject,
  place: string,
  reader: SchemaReader,
  above: readonly string[],
): void => {
  const warn = (where: string, message: string): void => reader.report('warning', where, message)
  const { required: among, ...fields } = isObject(schema.properties) ? schema.properties : {}
  const isList = Array.isArray(among)
  if (isList) warn(place, '"required" stands among the parameters; taken as the list of those required')
  const named = [schema.required, schema.requiredProperties, isList ? among : undefined]
  const required = new Set(named.flatMap(namesIn))
  required.delete('__proto__')
  const properties: JsonObject = {}
  const described = isList || among === undefined ? fields : { required: among, ...fields }
  for (const [key, property] of Object.entries(described)) {
    const name = checkedName(key, place, warn)
    if (name === '' || name === '__proto__') continue
    const here = inside(place, name)
    if (Object.hasOwn(properties, name)) warn(here, 'described twice; the last one counts')
    const isMarked = isObject(property) ? markIn(property.required) : undefined
    if (isMarked !== undefined && isMarked !== required.has(name) && Array.isArray(schema.required))
      warn(here, 'required in one place and not in the other; taken as required')
    if (isMarked) required.add(name)
    const read = readSchema(property, here, reader, above)
    if (!Array.isArray(read.required)) delete read.required
    properties[name] = required.has(name) || isObviousSample(read.default ?? null) ? withSample(read) : read
  }
  // One part of an `allOf` may require what another describes; they are looked at again when they are one.
  for (const name of required)
    if (!Object.hasOwn(properties, name) && reader.budget.parts === 0) {
      warn(inside(place, name), 'required, but not described')
      properties[name] = {}
    }
  result.properties = properties
  if (required.size > 0) result.required = [...required]
  else delete result.required
}

/** The names that a `required` lists; one name alone is a list too, a mark is not. */
const namesIn = (written: Json | undefined): readonly string[] => {
  const names = typeof written === 'string' && markIn(written) === undefined ? [written] : written
  return Array.isArray(names) ? names.map((name) => String(name).trim()) : []
}

/** A property's name, what is odd about it reported. Empty where there is none. */
const checkedName = (key: string, place: string, warn: (where: string, message: string) => void): string => {
  const name = nameIn(key)
  const quoted = JSON.stringify(key)
  if (name === '') warn(place, 'a parameter without a name is left out')
  else if (key !== name && key.trim() === name)
    warn(inside(place, name), `the key ${quoted} has a blank beside it; taken without`)
  else if (key !== name) warn(inside(place, name), `the key ${quoted} is taken as ${JSON.stringify(name)}`)
  else if (/\s/.test(name)) warn(inside(place, name), `the key ${quoted} has a blank in it`)
  return name
}

/** A key without the spaces, quotes, stars and invisible characters around it. */
const nameIn = (key: string): string =>
  key.length > 300
    ? key
    : withoutQuotes(key.replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, '').replace(/\*{1,3}$/, ''))

/** `required: true` beside a property's type: no OpenAPI, but what some write. */
const markIn = (written: Json | undefined): boolean | undefined =>
  typeof written === 'boolean' ? written : /^(?:true|yes)$/i.test(String(written)) ? true : undefined

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
  key: (typeof CHOICE_KEYS)[number],
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

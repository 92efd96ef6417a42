import { breachOf } from '../../contracts/check/body-check.ts'
import { at, isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { statedInProse } from '../wording/stated-in-prose.ts'
import { withExamples } from './examples.ts'
import { booleanBounds, NUMBER_KEYS, numeric, withoutNonsense } from './limits.ts'
import type { SchemaReader } from './schema-reader.ts'
import { cleanEnum, plainType } from './values.ts'

/** The schema's own keywords, in the words of JSON Schema 2020-12 and free of contradiction. */
export const constrained = (schema: JsonObject, place: string, reader: SchemaReader): JsonObject => {
  const warn = (message: string): void => reader.report('warning', place, message)
  const result = inTheirCase(schema, warn)
  const { type, isNullable } = typeOf(result, warn)
  if (type !== undefined) result.type = type
  if (typeof result.format === 'string' && /^url$/i.test(result.format)) result.format = 'uri'
  for (const key of NUMBER_KEYS) numeric(result, key, warn)
  booleanBounds(result)
  const types = (Array.isArray(type) ? type : [type]).flatMap((name) =>
    name && name !== 'null' ? [name] : [],
  )
  const [scalar] = types
  if (typeof result.enum === 'string') {
    warn(`its options are one text, ${JSON.stringify(result.enum).slice(0, 80)}; taken apart at its commas`)
    result.enum = result.enum
      .slice(0, 4_000)
      .split(/[,|]/)
      .map((option) => option.trim())
      .filter((option) => option !== '')
  }
  if (scalar === 'array' && Array.isArray(result.enum) && !result.enum.every(Array.isArray)) {
    warn('its options are taken as those of its items')
    const items = isObject(result.items) ? result.items : {}
    result.items = constrained({ ...items, enum: result.enum }, `${place}[]`, reader)
    delete result.enum
  }
  if (Array.isArray(result.enum)) {
    const values = cleanEnum(result.enum, types, warn)
    if (values.length > 0) result.enum = values
    else delete result.enum
  } else delete result.enum
  if (result.const !== undefined) result.const = cleanEnum([result.const], types, warn)[0] ?? result.const
  withExamples(result, { scalar, isNullable }, warn)
  if (typeof result.description === 'string') {
    result.description = result.description.trim()
    if (result.description === '') delete result.description
  } else delete result.description
  if (result.deprecated !== true) {
    delete result.deprecated
    if (/^\W*deprecated\b/i.test(String(result.description ?? ''))) result.deprecated = true
  }
  const limited = statedInProse(
    result,
    scalar,
    (message) => reader.report('note', place, message),
    (message) => reader.report('warning', place, message),
  )
  if (scalar === 'array') withItemType(limited)
  const sound = withoutNonsense(limited, warn)
  checkDefault(sound, warn)
  return inOrder(nullable(sound, isNullable))
}

const SPELLINGS = new Map(
  [
    'type',
    'format',
    'pattern',
    'default',
    'enum',
    'const',
    'items',
    'description',
    'deprecated',
    'nullable',
    ...NUMBER_KEYS,
  ].map((key) => [key.toLowerCase(), key]),
)

/** `maxlength`, `Type`: keywords as they are spelled. */
const inTheirCase = (schema: JsonObject, warn: (message: string) => void): JsonObject =>
  Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const known = SPELLINGS.get(key.toLowerCase()) ?? key
      if (known === key || schema[known] !== undefined) return [key, value]
      warn(`${JSON.stringify(key)} is read as ${known}`)
      return [known, value]
    }),
  )

const checkDefault = (schema: JsonObject, warn: (message: string) => void): void => {
  if (schema.default === undefined || schema.enum !== undefined) return
  const { default: value, ...limits } = schema
  const breach = breachOf(limits, value)
  if (breach && value !== null && value !== '') warn(`its default ${JSON.stringify(value)} ${breach.says}`)
}

/** The type first, whatever it was pieced together from. */
const inOrder = ({ type, ...rest }: JsonObject): JsonObject => (type === undefined ? rest : { type, ...rest })

const nullable = (schema: JsonObject, isNullable: boolean): JsonObject => {
  if (!isNullable) return schema
  if (schema.type === undefined) {
    const key = ['oneOf', 'anyOf'].find((name) => Array.isArray(schema[name]))
    const choices = key === undefined ? undefined : schema[key]
    if (key === undefined || !Array.isArray(choices)) return schema
    const hasNull = choices.some((choice) => at(choice, 'type') === 'null')
    return hasNull ? schema : { ...schema, [key]: [...choices, { type: 'null' }] }
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  const result: JsonObject = { ...schema, type: [...types, 'null'] }
  if (Array.isArray(result.enum) && !result.enum.includes(null)) result.enum = [...result.enum, null]
  return result
}

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
    if (read === undefined) {
      if (name !== 'any') warn(`the unknown type ${JSON.stringify(name)}; left open`)
    } else if (read.type !== name) warn(`the type ${JSON.stringify(name)} is read as ${read.type}`)
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

/** A list whose items are not described has items of the type that its sample shows. */
const withItemType = (schema: JsonObject): void => {
  // A list of files is one of links.
  const isOpen = !isObject(schema.items) || Object.keys(schema.items).length === 0
  if (isOpen && schema['x-accepted-file-types'] !== undefined) schema.items = { type: 'string' }
  if (isObject(schema.items) && Object.keys(schema.items).length > 0) return
  const samples = [schema.default, ...(Array.isArray(schema.examples) ? schema.examples : [])]
  const values = samples.flatMap((sample) => (Array.isArray(sample) ? sample : []))
  const types = new Set(values.map((value) => (isObject(value) ? 'object' : typeof value)))
  const [only] = types
  if (types.size === 1 && (only === 'string' || only === 'number' || only === 'object' || only === 'boolean'))
    schema.items = { type: only }
  else delete schema.items
}

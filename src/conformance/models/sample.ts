import { arrayAt, isObject, type Json, type JsonObject, objectAt } from '../../contracts/check/json.ts'
import { type FieldPath, schemaAt, typesOf } from './fields.ts'

const LINKS: readonly (readonly [RegExp, string])[] = [
  [/video|clip|movie/i, 'https://example.org/stuntdouble.mp4'],
  [/audio|voice|music|song|sound/i, 'https://example.org/stuntdouble.mp3'],
  [/./, 'https://example.org/stuntdouble.png'],
]

const PROMPT = 'A cat on a piano'

/** A valid value that is as small as possible: the first option, the default, an example, the minimum. */
export const sampleOf = (schema: JsonObject, name = ''): Json => {
  if (schema.const !== undefined) return schema.const
  const option = arrayAt(schema, 'enum').find((value) => value !== null)
  if (option !== undefined) return option
  if (schema.default !== undefined && schema.default !== null) return schema.default
  const [example] = arrayAt(schema, 'examples')
  if (example !== undefined) return example
  const choice = [...arrayAt(schema, 'oneOf'), ...arrayAt(schema, 'anyOf')].find(
    (one) => isObject(one) && one.type !== 'null',
  )
  if (isObject(choice)) return sampleOf({ ...without(schema, ['oneOf', 'anyOf']), ...choice }, name)
  switch (typesOf(schema)[0]) {
    case 'number':
    case 'integer':
      return numberFor(schema)
    case 'boolean':
      return false
    case 'array':
      return listOf(schema, name, numberAt(schema, 'minItems') ?? 1)
    case 'object':
      return Object.fromEntries(
        arrayAt(schema, 'required').map((key) => [
          String(key),
          sampleOf(objectAt(schema, 'properties', String(key)), String(key)),
        ]),
      )
    default:
      return textFor(schema, name)
  }
}

const without = (schema: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)))

/** That many items, all different if that is easy: some lists require it. */
export const listOf = (schema: JsonObject, name: string, length: number): Json[] => {
  const items = objectAt(schema, 'items')
  const options = arrayAt(items, 'enum')
  const item = sampleOf(items, name)
  const isFree = typeof item === 'string' && options.length === 0
  return Array.from({ length }, (_, index) =>
    isFree && index > 0 ? `${item}?${index}` : (options[index] ?? item),
  )
}

/** A number from a schema, if it states one. */
export const numberAt = (schema: JsonObject, key: string): number | undefined => {
  const value = schema[key]
  return typeof value === 'number' ? value : undefined
}

/** The smallest step between two numbers of a schema. */
export const stepOf = (schema: JsonObject, bound: number): number =>
  numberAt(schema, 'multipleOf') ??
  (typesOf(schema).includes('integer') || (Number.isInteger(bound) && Math.abs(bound) >= 2) ? 1 : 0.1)

/** Without the noise of binary fractions. */
export const rounded = (value: number): number => Number(value.toFixed(6))

const numberFor = (schema: JsonObject): number => {
  const above = numberAt(schema, 'exclusiveMinimum')
  const least =
    numberAt(schema, 'minimum') ?? (above === undefined ? undefined : rounded(above + stepOf(schema, above)))
  return least ?? Math.min(1, numberAt(schema, 'maximum') ?? 1)
}

const textFor = (schema: JsonObject, name: string): string => {
  const isLink = schema.format === 'uri' || /(^|_)(url|uri|link)s?$/i.test(name)
  const text = isLink ? (LINKS.find(([pattern]) => pattern.test(name))?.[1] ?? '') : PROMPT
  return ofLength(text, numberAt(schema, 'minLength') ?? 0, numberAt(schema, 'maxLength') ?? Infinity)
}

const ofLength = (text: string, least: number, most: number): string => text.padEnd(least, 'a').slice(0, most)

/** A text of that many characters; a link where links are required. */
export const textOfLength = (schema: JsonObject, length: number): string =>
  ofLength(schema.format === 'uri' ? 'https://example.org/' : '', length, length)

/**
 * A body with one place changed; `undefined` removes a field. What must exist to hold the place is made, by the schema.
 */
export const changedAt = (
  value: Json | undefined,
  schema: JsonObject,
  path: FieldPath,
  change: (old: Json | undefined) => Json | undefined,
): Json | undefined => {
  const [step, ...rest] = path
  if (step === undefined) return change(value)
  const inner = schemaAt(schema, step)
  if (typeof step === 'number') {
    const items = Array.isArray(value) ? value : []
    const changed = changedAt(items[step] ?? sampleOf(inner), inner, rest, change)
    return changed === undefined ? [] : [changed, ...items.slice(1)]
  }
  const object = isObject(value)
    ? value
    : sampleOf({ type: 'object', required: schema.required ?? [], properties: schema.properties ?? {} })
  const fields = isObject(object) ? object : {}
  const changed = changedAt(fields[step], inner, rest, change)
  return changed === undefined ? without(fields, [step]) : { ...fields, [step]: changed }
}

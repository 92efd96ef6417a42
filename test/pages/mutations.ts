import { isObject, type Json, type JsonObject, objectAt } from '../../src/contracts/check/json.ts'

/** Bodies made from a page's own schema: one that is right, and many that are wrong in one thing each. */

const numberAt = (schema: JsonObject, keyword: string): number | undefined =>
  typeof schema[keyword] === 'number' ? schema[keyword] : undefined

const sampleNumber = (schema: JsonObject): number => {
  const least = numberAt(schema, 'minimum') ?? numberAt(schema, 'exclusiveMinimum')
  return numberAt(schema, 'maximum') ?? least ?? 1
}

const sampleText = (schema: JsonObject): string => {
  if (schema.format === 'uri') return 'https://example.org/a.png'
  if (schema.pattern === '^[a-z]{2}$') return 'en'
  return 'x'.repeat(numberAt(schema, 'minLength') ?? 1)
}

/** A value that fits a schema, with every field it describes. */
export const sampleOf = (schema: Json | undefined): Json => {
  if (!isObject(schema)) return 'anything'
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if ('const' in schema) return schema.const ?? null
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null
  if (type === 'integer' || type === 'number') return sampleNumber(schema)
  if (type === 'boolean') return true
  if (type === 'array')
    return Array.from({ length: numberAt(schema, 'minItems') ?? 1 }, () => sampleOf(schema.items))
  if (type === 'object' || isObject(schema.properties))
    return Object.fromEntries(
      Object.entries(objectAt(schema, 'properties')).map(([name, inner]) => [name, sampleOf(inner)]),
    )
  return sampleText(schema)
}

type Path = readonly (string | number)[]

/** One thing that is wrong, where, and the body that has it. */
export interface Mutation {
  readonly path: Path
  readonly what: string
  readonly body: JsonObject
}

const changed = (value: Json, [step, ...rest]: Path, change: (value: Json) => Json | undefined): Json => {
  const copy = structuredClone(value)
  if (step === undefined) return change(copy) ?? null
  if (Array.isArray(copy) && typeof step === 'number') {
    copy[step] = changed(copy[step] ?? null, rest, change)
    return copy
  }
  if (!isObject(copy)) return copy
  const inner = rest.length === 0 ? change(copy[step] ?? null) : changed(copy[step] ?? null, rest, change)
  if (inner === undefined) delete copy[step]
  else copy[step] = inner
  return copy
}

/** Values that break one constraint each, by what they break. */
const wrongValues = (schema: JsonObject): readonly (readonly [string, Json])[] => {
  const { type, format, pattern, enum: choices } = schema
  const isText = [type].flat().includes('string')
  const limit = (keyword: string, value: (limit: number) => Json): readonly (readonly [string, Json])[] => {
    const found = numberAt(schema, keyword)
    return found === undefined ? [] : [[keyword, value(found)]]
  }
  const items = (count: number): Json => Array.from({ length: count }, () => sampleOf(schema.items))
  return [
    ...(type === undefined ? [] : ([['type', isText ? 7 : 'x']] as const)),
    ...(Array.isArray(choices)
      ? ([['enum', typeof choices[0] === 'number' ? 987_654 : 'no such thing']] as const)
      : []),
    ...limit('minimum', (least) => least - 1),
    ...limit('maximum', (most) => most + 1),
    ...limit('exclusiveMinimum', (least) => least),
    ...limit('multipleOf', (step) => sampleNumber(schema) - step / 2),
    ...limit('minLength', (least) => 'x'.repeat(least - 1)),
    ...limit('maxLength', (most) => 'x'.repeat(most + 1)),
    ...limit('minItems', (least) => items(least - 1)),
    ...limit('maxItems', (most) => items(most + 1)),
    ...(typeof pattern === 'string' ? ([['pattern', '1 2 !']] as const) : []),
    ...(format === 'uri' ? ([['format', 'no link']] as const) : []),
  ]
}

/** Every body that is wrong in one thing. @param valid a body with every field that the schema describes */
export const mutationsOf = (schema: JsonObject, valid: JsonObject, path: Path = []): readonly Mutation[] => {
  const at = (steps: Path, change: (value: Json) => Json | undefined): JsonObject =>
    changed(valid, steps, change) as JsonObject
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  const inner = Object.entries(objectAt(schema, 'properties')).filter(([name]) => name !== 'model')
  return [
    ...(path.length === 0 ? [] : wrongValues(schema)).map(([what, value]) => ({
      path,
      what,
      body: at(path, () => value),
    })),
    ...required
      .filter((name) => name !== 'model')
      .map((name) => ({
        path: [...path, name],
        what: 'required',
        body: at([...path, name], () => undefined),
      })),
    ...inner.flatMap(([name, field]) => (isObject(field) ? mutationsOf(field, valid, [...path, name]) : [])),
    ...(isObject(schema.items) ? mutationsOf(schema.items, valid, [...path, 0]) : []),
  ]
}

/** A body with what it leaves out although the schema requires it: pages' own examples do. */
export const completed = (schema: Json | undefined, value: Json): Json => {
  if (!isObject(schema) || !isObject(value)) return value
  const properties = objectAt(schema, 'properties')
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  const added = required.filter((name) => !Object.hasOwn(value, name))
  return Object.fromEntries([
    ...Object.entries(value).map(([name, inner]) => [name, completed(properties[name], inner)]),
    ...added.map((name) => [name, sampleOf(properties[name])]),
  ])
}

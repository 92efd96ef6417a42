import { arrayAt, isObject, type JsonObject, objectAt } from '../../contracts/check/json.ts'

/** The path of a value in a create body; 0 is the first item of a list. */
export type FieldPath = readonly (string | number)[]

/** One field of a create body, as its page describes it. */
export interface Field {
  readonly path: FieldPath
  readonly schema: JsonObject
  readonly isRequired: boolean
}

/** `input.shots[0].prompt` has four steps. */
const DEEPEST = 5

/**
 * Every field that a schema describes, in the order of the page; the schema of a list's items stands for all of them.
 */
export const fieldsOf = (schema: JsonObject, path: FieldPath = []): readonly Field[] =>
  path.length >= DEEPEST
    ? []
    : Object.entries(objectAt(schema, 'properties')).flatMap(([name, inner]) => {
        if (!isObject(inner)) return []
        const isRequired = arrayAt(schema, 'required').includes(name)
        return [{ path: [...path, name], schema: inner, isRequired }, ...inside(inner, [...path, name])]
      })

const inside = (schema: JsonObject, path: FieldPath): readonly Field[] => {
  const { items } = schema
  if (!isObject(items)) return fieldsOf(schema, path)
  const first = [...path, 0]
  return [{ path: first, schema: items, isRequired: false }, ...inside(items, first)]
}

/** The types that a schema allows, except `null`. */
export const typesOf = ({ type, enum: values }: JsonObject): readonly string[] => {
  const named = [type ?? []].flat().filter((name) => typeof name === 'string')
  const shown = Array.isArray(values) ? values.map((value) => typeof value) : []
  return (named.length > 0 ? named : [...new Set(shown)]).filter((name) => name !== 'null')
}

/** The schema of the value at one step. */
export const schemaAt = (schema: JsonObject, step: string | number): JsonObject =>
  typeof step === 'number' ? objectAt(schema, 'items') : objectAt(schema, 'properties', step)

/** Whether one of the two is inside the other, or they are the same. */
export const areRelated = (one: readonly PropertyKey[], other: readonly PropertyKey[]): boolean =>
  one.every((step, index) => index >= other.length || step === other[index])

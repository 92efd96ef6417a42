import { arrayAt, isObject, type Json, type JsonObject, objectAt } from '../../contracts/check/json.ts'

/** Parts of a schema that no value can keep to at the same time. */

const typesOf = ({ type }: JsonObject): readonly Json[] => (type === undefined ? [] : [type].flat())

const isShared = (type: Json, others: readonly Json[]): boolean =>
  others.includes(type) ||
  (type === 'integer' && others.includes('number')) ||
  (type === 'number' && others.includes('integer'))

const areDisjoint = (first: JsonObject, second: JsonObject): boolean => {
  const [types, others] = [typesOf(first), typesOf(second)]
  if (types.length > 0 && others.length > 0 && !types.some((type) => isShared(type, others))) return true
  const [options, more] = [arrayAt(first, 'enum'), arrayAt(second, 'enum')]
  return options.length > 0 && more.length > 0 && !options.some((option) => more.includes(option))
}

/** Takes from the parts of an `allOf` what contradicts an earlier part. */
export const agreeing = (
  parts: readonly JsonObject[],
  warn: (message: string) => void,
): readonly JsonObject[] => {
  const clash = parts.findIndex((part, index) =>
    parts.slice(0, index).some((earlier) => areDisjoint(earlier, part)),
  )
  if (clash === -1) return parts
  warn('the parts of its allOf contradict each other; its type and options are left open')
  return parts.map(open)
}

/** A field is left open where all alternatives contradict what is stated of it beside them. */
export const withoutClashes = (
  schema: JsonObject,
  choices: readonly Json[],
  warn: (name: string) => void,
): void => {
  const properties = objectAt(schema, 'properties')
  for (const [name, field] of Object.entries(properties)) {
    const inner = choices.map((choice) => objectAt(choice, 'properties')[name]).filter(isObject)
    if (!isObject(field) || inner.length === 0 || !inner.every((each) => areDisjoint(field, each))) continue
    warn(name)
    properties[name] = open(field)
  }
}

const open = ({ type: _type, enum: _options, const: _only, ...rest }: JsonObject): JsonObject => rest

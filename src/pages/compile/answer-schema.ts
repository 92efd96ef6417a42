import { isObject, type Json, type JsonObject, present } from '../../contracts/check/json.ts'

/** A row of a response-parameter table. */
export interface ResponseField {
  /** With dots: `data.taskId`. */
  readonly name: string
  readonly type?: string | undefined
  readonly description: string
}

/**
 * The schema of an answer: types from the field table, `null` where the page's own example shows one, required
 * what every example holds.
 */
export const answerSchema = (examples: readonly Json[], fields: readonly ResponseField[]): JsonObject => {
  const schema = schemaOfExamples(examples)
  for (const field of fields) describe(schema, field.name.split('.'), field)
  return schema
}

const describe = (schema: JsonObject, path: readonly string[], field: ResponseField): void => {
  const [key = '', ...rest] = path
  schema.type ??= 'object'
  const properties: JsonObject = isObject(schema.properties) ? schema.properties : {}
  schema.properties = properties
  const known = properties[key]
  const property: JsonObject = isObject(known) ? known : {}
  properties[key] = property
  if (rest.length > 0) {
    describe(property, rest, field)
    return
  }
  const isNullable =
    property.type === 'null' || (Array.isArray(property.type) && property.type.includes('null'))
  const type = field.type?.trim().toLowerCase() ?? property.type ?? 'string'
  Object.assign(
    property,
    present({
      type: isNullable && typeof type === 'string' && type !== 'null' ? [type, 'null'] : type,
      description: field.description,
      enum: valuesIn(field.description),
      contentMediaType: /\(JSON string\b/i.test(field.description) ? 'application/json' : undefined,
      'x-available-when': availableWhen(field.description),
    }),
  )
}

/** "available when task is success" and "available when task fails" name the state: success, fail. */
const availableWhen = (description: string): string | undefined => {
  const word = /available when task (?:is )?(\w+)/i.exec(description)?.[1]?.toLowerCase()
  return word === 'fails' ? 'fail' : word
}

/** Values listed as `` `waiting`(waiting), `success`(success) ``. */
const valuesIn = (description: string): string[] | undefined => {
  const values = [...description.matchAll(/`([\w-]+)`\s*\(/g)].map((match) => match[1] ?? '')
  return values.length > 1 ? values : undefined
}

/** The narrowest plain schema that all the examples fit. */
export const schemaOfExamples = (examples: readonly Json[]): JsonObject => {
  const types = [...new Set(examples.map(typeOf))].sort()
  const objects = examples.filter(isObject)
  const schema: JsonObject = types.length === 0 ? {} : { type: types.length === 1 ? (types[0] ?? '') : types }
  if (objects.length === 0) return schema
  const keys = [...new Set(objects.flatMap((example) => Object.keys(example)))]
  schema.required = keys.filter((key) => objects.every((example) => Object.hasOwn(example, key)))
  schema.properties = Object.fromEntries(
    keys.map((key) => [
      key,
      schemaOfExamples(
        objects.filter((example) => Object.hasOwn(example, key)).map((example) => example[key] ?? null),
      ),
    ]),
  )
  return schema
}

const typeOf = (value: Json): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}

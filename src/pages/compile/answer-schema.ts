import {
  arrayAt,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  present,
} from '../../contracts/check/json.ts'
import { availableWhen, isJsonText, statesIn } from '../wording/answer-fields.ts'

/** A row of a page's table of an answer's fields. */
export interface AnswerField {
  /** With dots: `data.taskId`. */
  readonly name: string
  readonly type?: string | undefined
  readonly description: string
}

/**
 * The schema of an answer: types from the field table, `null` where the page's own example shows one, required
 * what every example holds.
 */
export const answerSchema = (examples: readonly Json[], fields: readonly AnswerField[]): JsonObject => {
  const schema = schemaOfExamples(examples)
  for (const field of fields) describe(schema, field.name.split('.'), field)
  return schema
}

const describe = (schema: JsonObject, path: readonly string[], field: AnswerField): void => {
  const [key = '', ...rest] = path
  schema.type ??= 'object'
  const properties = objectAt(schema, 'properties')
  const property = objectAt(properties, key)
  schema.properties = properties
  properties[key] = property
  if (rest.length > 0) {
    describe(property, rest, field)
    return
  }
  const shown = property.type ?? 'string'
  const isNullable = shown === 'null' || arrayAt(property, 'type').includes('null')
  const type = field.type?.trim().toLowerCase() ?? shown
  Object.assign(
    property,
    present({
      type: isNullable && typeof type === 'string' && type !== 'null' ? [type, 'null'] : type,
      description: field.description,
      enum: statesIn(field.description),
      contentMediaType: isJsonText(field.description) ? 'application/json' : undefined,
      'x-available-when': availableWhen(field.description),
    }),
  )
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

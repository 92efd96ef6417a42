import { at, isObject, type Json, type JsonObject, objectAt, textAt } from '../../contracts/check/json.ts'
import { choicesOf } from '../imported-request.ts'
import { valueAt } from '../schema/read-schema.ts'

/** What the answers that a document describes say about its call. */

/** A value, or what it refers to. */
export const resolved = (document: JsonObject, value: Json | undefined): Json | undefined => {
  const reference = textAt(value, '$ref')
  return reference === undefined ? value : valueAt(document, reference)
}

/** Schemas may refer to each other in circles. */
const MOST_SCHEMAS = 2_000

/** A schema and those it is put together from, each once. */
const partsOf = (
  document: JsonObject,
  written: Json | undefined,
  seen: Set<JsonObject>,
  further: (schema: JsonObject) => readonly Json[],
): readonly JsonObject[] => {
  const schema = resolved(document, written)
  if (!isObject(schema) || seen.has(schema) || seen.size > MOST_SCHEMAS) return []
  seen.add(schema)
  const all = Array.isArray(schema.allOf) ? schema.allOf : []
  return [
    schema,
    ...[...all, ...choicesOf(schema), ...further(schema)].flatMap((part) =>
      partsOf(document, part, seen, further),
    ),
  ]
}

const contentsOf = (document: JsonObject, answer: Json): readonly Json[] =>
  Object.values(objectAt(resolved(document, answer), 'content')).map((media) => at(media, 'schema') ?? null)

/** Other APIs have paths like these, and answer with the result itself: a create response has an id, or a state. */
export const makesTask = (document: JsonObject, operation: JsonObject): boolean => {
  const seen = new Set<JsonObject>()
  const names = Object.entries(objectAt(operation, 'responses'))
    .filter(([status]) => /^2/.test(status))
    .flatMap(([, answer]) => contentsOf(document, answer))
    .flatMap((schema) =>
      partsOf(document, schema, seen, (part) => Object.values(objectAt(part, 'properties'))),
    )
    .flatMap((part) => Object.keys(objectAt(part, 'properties')))
  const isOfTask = /^(?:id|task_?id|task_?info|record_?id|status|state)$/i
  return names.length === 0 || names.some((name) => isOfTask.test(name))
}

/** The statuses of its answers, and the codes its answer's `code` can be. */
export const codesOf = (document: JsonObject, operation: JsonObject): readonly number[] => {
  const responses = objectAt(operation, 'responses')
  // `'404 Not Found'`, `'401/403'`
  const statuses = Object.keys(responses).flatMap((status) =>
    (status.match(/(?<!\d)\d{3}(?!\d)/g) ?? []).map(Number),
  )
  const seen = new Set<JsonObject>()
  const codes = Object.values(responses)
    .flatMap((answer) => contentsOf(document, answer))
    .flatMap((schema) => partsOf(document, schema, seen, () => []))
    .flatMap((part) => codesIn(resolved(document, objectAt(part, 'properties').code)))
  const all = [...statuses, ...codes].filter((code) => Number.isInteger(code) && code >= 100 && code < 600)
  return [...new Set(all)].sort((left, right) => left - right)
}

/** The codes that the schema of a `code` lists, as options or in its description. */
const codesIn = (code: Json | undefined): readonly number[] => {
  const values = isObject(code) && Array.isArray(code.enum) ? code.enum.map(Number) : []
  const prose = (textAt(code, 'description') ?? '').matchAll(/^[ \t]{0,20}[-*|][ \t]*[*`]{0,3}(\d{3})\b/gm)
  return [...values, ...[...prose].map(([, digits]) => Number(digits))]
}

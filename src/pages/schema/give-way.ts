import { type Breach, breachOf } from '../../contracts/check/body-check.ts'
import { arrayAt, isObject, type Json, type JsonObject, objectAt } from '../../contracts/check/json.ts'
import type { Report } from '../imported-page.ts'
import { inside } from './read-schema.ts'

/** An example that differs in more places than this is one of something else. */
const MOST_PLACES = 20

/**
 * The contract with every example of its page in it. An example is the page's best witness: where the two contradict each other,
 * the contract gives way at that place, and a warning says so. What is part of an alternative is only reported.
 */
export const withExamplesKept = (
  request: JsonObject,
  examples: readonly JsonObject[],
  report: Report,
): JsonObject => {
  // A schema that was checked is never changed: each change is one of a copy.
  let result = request
  for (const body of examples)
    for (let count = 0; count < MOST_PLACES; count += 1) {
      const breach = breachOf(result, body)
      if (breach === undefined) break
      const wider = structuredClone(result)
      const taken = giveWay(wider, breach, body)
      const said =
        breach.kind === 'missing-field'
          ? 'marked as required, but an example leaves it out'
          : `in an example it ${breach.says}`
      const place = placeOf(breach) || 'example'
      if (taken === undefined) report('warning', place, `${said}; this example is refused`, 'refused')
      else report('warning', place, `${said}; ${taken}`, 'taken')
      if (taken === undefined) break
      result = wider
    }
  return result
}

const placeOf = ({ path }: Breach): string =>
  path.reduce<string>((place, step) => (typeof step === 'number' ? `${place}[]` : inside(place, step)), '')

/** Changes the schema at the place of a breach; returns what was done, undefined where nothing could be. */
const giveWay = (request: JsonObject, breach: Breach, body: JsonObject): string | undefined => {
  const name = breach.path.at(-1)
  const parent = schemaAt(request, breach.path.slice(0, -1))
  if (breach.kind === 'missing-field') {
    // Which model it is for, every request has to say.
    if (parent === undefined || name === 'model' || !arrayAt(parent, 'required').includes(String(name)))
      return undefined
    parent.required = arrayAt(parent, 'required').filter((each) => each !== name)
    return 'taken as not required'
  }
  const schema = schemaAt(request, breach.path)
  const value = valueAt(body, breach.path)
  if (schema === undefined || value === undefined) return undefined
  return widened(schema, value) ? 'the example is taken too' : undefined
}

const schemaAt = (request: JsonObject, path: Breach['path']): JsonObject | undefined => {
  let here: Json | undefined = request
  for (const step of path) {
    if (!isObject(here)) return undefined
    here = typeof step === 'number' ? here.items : objectAt(here, 'properties')[step]
  }
  return isObject(here) ? here : undefined
}

const valueAt = (body: Json, path: Breach['path']): Json | undefined => {
  let here: Json | undefined = body
  for (const step of path)
    here = Array.isArray(here) ? here[Number(step)] : isObject(here) ? here[String(step)] : undefined
  return here
}

/** A value's type, as JSON Schema calls it. */
const typeOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

const LIMITS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'pattern', 'format'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
]

/** Takes a value in: its type, itself among the options, and without the limits that it breaks. */
const widened = (schema: JsonObject, value: Json): boolean => {
  const before = JSON.stringify(schema)
  if (schema.type !== undefined && breachOf({ type: schema.type }, value) !== undefined)
    schema.type = [...new Set([schema.type].flat()), typeOf(value)]
  if (schema.const !== undefined) {
    schema.enum = [schema.const]
    delete schema.const
  }
  if (Array.isArray(schema.enum) && breachOf({ enum: schema.enum }, value) !== undefined)
    schema.enum = [...schema.enum, value]
  for (const key of LIMITS)
    if (schema[key] !== undefined && breachOf({ [key]: schema[key] }, value) !== undefined) delete schema[key]
  return JSON.stringify(schema) !== before
}

import { at, isObject, type Json, type JsonObject, objectAt, textAt } from '../contracts/check/json.ts'
import type { Report } from './imported-page.ts'

/** What a request's schema and its examples say of the models, the callback and each other, whatever form of page they come from. */

/** The alternatives of a schema. */
export const choicesOf = (schema: Json | undefined): readonly Json[] =>
  [at(schema ?? null, 'oneOf'), at(schema ?? null, 'anyOf')].flatMap((list) =>
    Array.isArray(list) ? list : [],
  )

/** Whether an example is a body of these models: it names one of them, or none. */
export const isBodyOf = (body: JsonObject, models: readonly string[]): boolean =>
  Object.keys(body).length > 0 &&
  (typeof body.model === 'string' ? models.includes(body.model) : isObject(body.input) || 'prompt' in body)

/** The models a request schema is for, or its examples show. */
export const modelsIn = (
  request: JsonObject,
  bodies: readonly JsonObject[],
  report: Report,
): readonly string[] => {
  const fixed = [request, ...choicesOf(request)].flatMap((schema) =>
    namesIn(at(schema, 'properties', 'model')),
  )
  if (fixed.length > 0) return [...new Set(fixed)]
  const model = objectAt(request, 'properties', 'model')
  const shown = [
    model.default,
    ...(Array.isArray(model.examples) ? model.examples : []),
    ...bodies.map((body) => body.model),
    ...[...(textAt(model, 'description') ?? '').matchAll(/[`"“]([\w.-]+(?:\/[\w.-]+)*)[`"”]/g)].map(
      ([, name]) => name,
    ),
  ].flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []))
  const [first] = shown
  if (first === undefined) return []
  const models = [...new Set(shown)].filter((name) => name === first || /[-/\d]/.test(name))
  report('note', 'model', `the model's name is only shown, not fixed; taken as ${models.join(', ')}`)
  return models
}

/** The names that a schema fixes, itself or in one of its choices. */
const namesIn = (model: Json | undefined): readonly string[] =>
  [model ?? null, ...choicesOf(model)].flatMap((schema) => {
    const listed = at(schema, 'enum')
    const values = [at(schema, 'const'), ...(Array.isArray(listed) ? listed : [])]
    return values.filter((value) => typeof value === 'string')
  })

/** The field that takes the callback address. */
export const callbackIn = (request: JsonObject): string | null =>
  [request, ...choicesOf(request)]
    .flatMap((schema) => Object.keys(objectAt(schema, 'properties')))
    .find((name) => /^(call_?back|webhook|notify|notification)_?-?(url|uri|address)?$/i.test(name)) ?? null

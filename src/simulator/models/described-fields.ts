import { arrayAt, at, type Json, type JsonObject, objectAt } from '../../contracts/check/json.ts'
import { recordOf } from '../../contracts/media.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'

type Fields = Readonly<Record<string, unknown>>

/** The fields in which a request says what it wants, wherever they are: beside `input` or in it. */
export const fieldsOf = (request: Fields): Fields => ({ ...request, ...recordOf(request.input) })

const isFor = (choice: Json, model: string): boolean => {
  const described = at(choice, 'properties', 'model')
  if (described === undefined) return true
  const { const: fixed, enum: names } = objectAt(described)
  return fixed === model || (Array.isArray(names) && names.includes(model))
}

/** The schemas of these fields, as a page describes them for a model. */
export const describedFields = ({ request }: ImportedPage, model: string): JsonObject => {
  const choices = [...arrayAt(request, 'oneOf'), ...arrayAt(request, 'anyOf')]
  const parts = [request, ...choices.filter((choice) => isFor(choice, model))]
  const fields: JsonObject = {}
  for (const part of parts)
    Object.assign(fields, objectAt(part, 'properties'), objectAt(part, 'properties', 'input', 'properties'))
  return fields
}

/**
 * What the schemas of fields say under one keyword, such as each field's `default`; those of an object are under its
 * name.
 */
export const saidOf = (described: JsonObject, keyword: 'default' | 'enum'): Fields =>
  Object.fromEntries(
    Object.entries(described).flatMap(([name, schema]): readonly (readonly [string, unknown])[] => {
      const value = at(schema, keyword)
      if (value !== undefined) return [[name, value]]
      const inner = at(schema, 'properties')
      return inner === undefined ? [] : [[name, saidOf(objectAt(inner), keyword)]]
    }),
  )

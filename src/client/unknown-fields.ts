import type { ProviderContract } from '../contracts/index.ts'

type Document = ProviderContract['openapi']
type Schema = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A schema and everything it is put together from, references followed. */
const partsOf = (document: Document, schema: unknown): readonly Schema[] => {
  if (!isRecord(schema)) return []
  const { $ref, allOf, oneOf, anyOf } = schema
  const name = typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined
  const referred = name === undefined ? [] : [document.components?.schemas?.[name]]
  const inner = [referred, allOf, oneOf, anyOf].flatMap((part) => (Array.isArray(part) ? part : []))
  return [schema, ...inner.flatMap((part) => partsOf(document, part))]
}

/** The fields of a value that no part of its schema names, as paths: `data.newField`. An object without named fields may hold any. */
export const unknownFields = (
  document: Document,
  schema: unknown,
  value: unknown,
  path = '',
): readonly string[] => {
  const parts = partsOf(document, schema)
  if (Array.isArray(value)) {
    const items = parts.map((part) => part.items).find(isRecord)
    return items === undefined
      ? []
      : value.flatMap((item) => unknownFields(document, items, item, `${path}[]`))
  }
  const known = new Map(
    parts.flatMap(({ properties }) => (isRecord(properties) ? Object.entries(properties) : [])),
  )
  if (!isRecord(value) || known.size === 0) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = path === '' ? name : `${path}.${name}`
    return known.has(name) ? unknownFields(document, known.get(name), inner, place) : [place]
  })
}

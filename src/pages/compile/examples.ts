import {
  arrayAt,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  pointerKey,
} from '../../contracts/check/json.ts'
import type { PageContract } from '../text/page.ts'

/** An example on a page: a body, or the value shown for one field. */
export interface PageExample {
  /** JSON pointer to the example. */
  readonly at: string
  /** JSON pointer to the schema it must fit. */
  readonly schemaAt: string
  readonly value: Json
}

/** Every example of a page, also the values its schemas give as `example`, `examples` and `default`. */
export const examplesOf = (contract: PageContract): readonly PageExample[] => {
  const document = contract.document as unknown as JsonObject
  const found: PageExample[] = []
  collect(document.paths ?? {}, '/paths', found)
  collect(objectAt(document, 'components', 'schemas'), '/components/schemas', found)
  return found
}

const collect = (value: Json, at: string, found: PageExample[]): void => {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) collect(item, `${at}/${index}`, found)
  if (!isObject(value)) return
  const isMedia = isObject(value.schema)
  if (isMedia) bodies(value, at, found)
  else if (!isMap(at)) values(value, at, found)
  for (const [key, inner] of Object.entries(value))
    if (isMap(at) || !EXAMPLE_KEYS.has(key)) collect(inner, `${at}/${pointerKey(key)}`, found)
}

const EXAMPLE_KEYS = new Set(['example', 'examples', 'default'])

/** Places whose keys are names that the page chose: a property may be called `example`. */
const isMap = (at: string): boolean => /\/(properties|schemas|paths|responses|content)$/.test(at)

const bodies = (media: JsonObject, at: string, found: PageExample[]): void => {
  const schemaAt = `${at}/schema`
  if (media.example !== undefined) found.push({ at: `${at}/example`, schemaAt, value: media.example })
  for (const [name, example] of Object.entries(objectAt(media, 'examples')))
    if (isObject(example) && example.value !== undefined)
      found.push({ at: `${at}/examples/${pointerKey(name)}`, schemaAt, value: example.value })
}

const values = (schema: JsonObject, at: string, found: PageExample[]): void => {
  for (const key of ['example', 'default']) {
    const value = schema[key]
    if (value !== undefined) found.push({ at: `${at}/${key}`, schemaAt: at, value })
  }
  for (const [index, value] of arrayAt(schema, 'examples').entries())
    found.push({ at: `${at}/examples/${index}`, schemaAt: at, value })
}

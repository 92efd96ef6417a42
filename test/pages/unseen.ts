import { readdirSync, readFileSync } from 'node:fs'
import {
  arrayAt,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  sameJson,
} from '../../src/contracts/check/json.ts'
import { type ImportedPage, PageRefusal } from '../../src/pages/imported-page.ts'
import { choicesOf } from '../../src/pages/imported-request.ts'
import { rememberedPages } from '../../src/pages/remembered-pages.ts'
import { PageError } from '../../src/pages/text/page.ts'

export const FOLDER = 'test/fixtures/unseen/pages'

/** Pages, with what somebody who has not read the importer takes from each: README.md beside them explains the form. */
export const unseen: readonly string[] = readdirSync(FOLDER)
  .filter((name) => /^\d+\.(?!expected)/.test(name))
  .sort()

export interface Expected {
  readonly provider: string
  readonly model: string | null
  readonly models?: readonly string[]
  readonly create: { readonly method: string; readonly path: string }
  readonly required: readonly string[]
  readonly fields: Readonly<Record<string, JsonObject>>
  readonly noDefault?: readonly string[]
  readonly mustBeRefused: readonly JsonObject[]
  readonly mustBeAccepted: readonly JsonObject[]
  readonly mayRefuse?: boolean
  readonly nonsense?: boolean
}

export const expectedOf = (name: string): Expected =>
  JSON.parse(readFileSync(`${FOLDER}/${name.slice(0, 2)}.expected.json`, 'utf8')) as Expected

/** The contracts of a page, or the sentence that refuses it. */
export const readingOf = (name: string): readonly ImportedPage[] | string => {
  try {
    return rememberedPages(name, readFileSync(`${FOLDER}/${name}`, 'utf8'))
  } catch (error) {
    if (error instanceof PageRefusal || error instanceof PageError) return error.message
    throw error
  }
}

interface Field {
  readonly schema: JsonObject
  readonly isRequired: boolean
}

/** Every field of a body by its path, `input.camera.move`. One of an alternative is not required. */
const fieldsOf = (schema: JsonObject, above = ''): ReadonlyMap<string, Field> => {
  const choices = choicesOf(schema).filter(isObject)
  const optional = choices.flatMap((choice) =>
    [...fieldsOf(choice, above)].map(([path, field]) => [path, { ...field, isRequired: false }] as const),
  )
  const own = Object.entries(objectAt(schema, 'properties')).flatMap(([name, field]) => {
    const path = `${above}${name}`
    const read = isObject(field) ? field : {}
    const isRequired = arrayAt(schema, 'required').includes(name)
    return [[path, { schema: read, isRequired }] as const, ...fieldsOf(read, `${path}.`)]
  })
  return new Map([...optional, ...own])
}

const KEYWORDS = {
  enum: 'enum',
  min: 'minimum',
  max: 'maximum',
  maxLength: 'maxLength',
  minItems: 'minItems',
  maxItems: 'maxItems',
  default: 'default',
} as const

const CONSTRAINTS = ['enum', 'const', 'minimum', 'maximum', 'maxLength', 'minItems', 'maxItems', 'pattern']

/** A field that may be null has null among its options. */
const statedBy = (schema: JsonObject, keyword: string): Json | undefined => {
  if (keyword !== 'enum') return schema[keyword]
  if (Array.isArray(schema.enum)) return schema.enum.filter((value) => value !== null)
  return schema.const === undefined ? undefined : [schema.const]
}

/** What differs between a contract and what is expected of its page, a sentence each. */
export const differencesOf = (page: ImportedPage, expected: Expected): readonly string[] => {
  const differences: string[] = []
  const compare = (what: string, found: unknown, wanted: unknown): void => {
    if (!sameJson(found as Json, wanted as Json))
      differences.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
  }
  const fields = fieldsOf(page.request)
  compare('provider', page.provider, expected.provider)
  compare('path', page.path, expected.create.path)
  const required = [...fields].flatMap(([path, { isRequired }]) =>
    isRequired && path.split('.').length <= depthOf(expected, path) ? [path] : [],
  )
  compare('required', required.sort(), [...expected.required].sort())
  for (const [path, facts] of Object.entries(expected.fields)) {
    const field = fields.get(path)?.schema
    if (field === undefined) {
      differences.push(`${path}: not described`)
      continue
    }
    const types = [field, ...choicesOf(field).filter(isObject)].flatMap(({ type }) => type ?? [])
    if (facts.type !== undefined && !types.includes(facts.type))
      differences.push(`${path}.type: ${JSON.stringify(field.type)} instead of ${JSON.stringify(facts.type)}`)
    // Its models are compared as a whole: two pages in one file share them.
    for (const [key, keyword] of Object.entries(KEYWORDS))
      if (facts[key] !== undefined && path !== 'model')
        compare(`${path}.${keyword}`, statedBy(field, keyword), facts[key])
  }
  for (const [path, { schema }] of fields) {
    if (path in expected.fields) continue
    for (const keyword of CONSTRAINTS)
      if (schema[keyword] !== undefined)
        differences.push(`${path}.${keyword}: a constraint of a field that the page does not have`)
  }
  for (const path of expected.noDefault ?? [])
    if (fields.get(path)?.schema.default !== undefined)
      differences.push(
        `${path}.default: ${JSON.stringify(fields.get(path)?.schema.default)} instead of nothing`,
      )
  return differences
}

/** Fields of optional objects are not among those that a body needs. */
const depthOf = ({ required }: Expected, path: string): number => {
  const above = path.split('.').slice(0, -1)
  return above.every((_step, index) => required.includes(above.slice(0, index + 1).join('.'))) ? 99 : 0
}

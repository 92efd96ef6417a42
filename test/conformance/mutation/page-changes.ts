import { type Field, fieldsOf, schemaAt } from '../../../src/conformance/models/fields.ts'
import { arrayAt, isObject, type JsonObject, objectAt } from '../../../src/contracts/check/json.ts'
import type { ImportedPage } from '../../../src/pages/imported-page.ts'
import { writtenDocument } from '../../../src/pages/written-document.ts'

/** A page with one thing changed, as a provider may change it after the page was read. */
export interface PageChange {
  readonly name: string
  /** The field it was changed about. */
  readonly field: string
  readonly page: ImportedPage
  /** As it was. */
  readonly original: ImportedPage
}

type Edit = (schema: JsonObject) => JsonObject | undefined

const by =
  (key: string, difference: number): Edit =>
  (schema) => {
    const value = schema[key]
    return typeof value === 'number' ? { ...schema, [key]: value + difference } : undefined
  }

const typed =
  (from: string, to: string): Edit =>
  (schema) =>
    schema.type === from ? { type: to } : undefined

const EDITS: Readonly<Record<string, Edit>> = {
  'an option is gone': ({ enum: options, ...rest }) =>
    Array.isArray(options) && options.length > 1 ? { ...rest, enum: options.slice(0, -1) } : undefined,
  'options are new': ({ enum: options, ...rest }) => (Array.isArray(options) ? rest : undefined),
  'the maximum is higher': by('maximum', 1_000),
  'the maximum is lower': by('maximum', -0.05),
  'the minimum is higher': by('minimum', 0.05),
  'the minimum is lower': by('minimum', -1_000),
  'texts may be longer': by('maxLength', 100),
  'texts may be less long': by('maxLength', -1),
  'lists may be longer': by('maxItems', 1),
  'texts are numbers': typed('string', 'integer'),
  'numbers are texts': typed('integer', 'string'),
}

/** A schema with the value at a path changed. */
const edited = (schema: JsonObject, path: Field['path'], edit: Edit): JsonObject | undefined => {
  const [step, ...rest] = path
  if (step === undefined) return edit(schema)
  const inner = edited(schemaAt(schema, step), rest, edit)
  if (inner === undefined) return undefined
  return typeof step === 'number'
    ? { ...schema, items: inner }
    : { ...schema, properties: { ...objectAt(schema, 'properties'), [step]: inner } }
}

/**
 * A page with the value at a path of its request changed; undefined if there is nothing to change. Its examples go:
 * they are of the page as it was, and a contract gives way to an example that breaks it.
 */
export const pageWith = <P extends Pick<ImportedPage, 'request'>>(
  page: P,
  path: Field['path'],
  edit: Edit,
): P | undefined => {
  const request = edited(page.request, path, edit)
  return request === undefined ? undefined : { ...page, request, examples: [] }
}

const required =
  (name: string, isIt: boolean): Edit =>
  (owner) => {
    const others = arrayAt(owner, 'required').filter((one) => one !== name)
    return { ...owner, required: isIt ? [...others, name] : others }
  }

/** A field of the page that is required now, or no longer. */
export const pageRequiring = <P extends Pick<ImportedPage, 'request'>>(
  page: P,
  path: Field['path'],
  isIt: boolean,
): P | undefined => pageWith(page, path.slice(0, -1), required(String(path.at(-1)), isIt))

/** A page whose first field is new, and required. */
export const pageWithNewField = (page: ImportedPage): ImportedPage | undefined =>
  pageWith(page, isObject(objectAt(page.request, 'properties').input) ? ['input'] : [], (schema) => ({
    ...schema,
    properties: { brand_new: { type: 'string' }, ...objectAt(schema, 'properties') },
    required: ['brand_new', ...arrayAt(schema, 'required')],
  }))

/** The fields of a page whose rules can change. */
export const changeableIn = ({ request }: Pick<ImportedPage, 'request'>): readonly Field[] =>
  fieldsOf(request).filter(({ path }) => path[0] !== 'model' && !/callback/i.test(String(path[0])))

/** Everything that can change about a page, one thing at a time. */
export const changesOf = (page: ImportedPage): readonly PageChange[] => {
  const change = (name: string, field: string, changed: ImportedPage | undefined): readonly PageChange[] =>
    changed === undefined ? [] : [{ name, field, page: changed, original: page }]
  return [
    ...change('a new field is required', 'brand_new', pageWithNewField(page)),
    ...changeableIn(page).flatMap(({ path, isRequired }) => {
      const name = path.filter((step) => typeof step === 'string').at(-1) ?? ''
      const isNamed = typeof path.at(-1) === 'string' && path.join() !== 'input'
      return [
        ...(isNamed
          ? change(
              isRequired ? 'a field is no longer required' : 'a field is required now',
              name,
              pageRequiring(page, path, !isRequired),
            )
          : []),
        ...Object.entries(EDITS).flatMap(([edit, how]) => change(edit, name, pageWith(page, path, how))),
      ]
    }),
  ]
}

/** A page as the text of a file that a simulator serves. */
export const textOfPage = (page: ImportedPage): string => JSON.stringify(writtenDocument(page))

import { createHash } from 'node:crypto'
import {
  arrayAt,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  present,
} from '../../contracts/check/json.ts'
import type { ImportedPage } from '../imported-page.ts'
import { clientInterfaces } from '../providers/client-interfaces.ts'
import { componentName } from '../text/names.ts'
import { docComment } from './doc-comment.ts'
import { typeOf } from './type-of.ts'

/**
 * The requests of pages as a `.d.ts`: a type per page, and a row for each in the client's own interfaces, so that the
 * client takes them. Several such files merge, whatever they describe.
 */
export const requestTypes = (pages: readonly ImportedPage[]): string => {
  const named = withNames(pages)
  const types = named.map(
    ({ page, name, type }) => `${docComment(aboutOf(page))}export type ${name} = ${type}\n`,
  )
  const files = [...new Set(pages.map(({ file }) => oneLine(file)))]
  return [
    `// Written by \`stuntdouble import --types\` from ${files.join(', ')}. Do not edit.\n`,
    ...types,
    `declare module 'stuntdouble/client' {\n${providersOf(named)}}\n`,
  ].join('\n')
}

interface NamedType {
  readonly page: ImportedPage
  readonly name: string
  readonly type: string
}

/** Names of their own within one file; those of other files are of no account. */
const withNames = (pages: readonly ImportedPage[]): readonly NamedType[] => {
  const taken = new Set<string>()
  return pages.map((page) => {
    const wanted = `${componentName(page.models[0] ?? '').replace(/^(?=\d|$)/, 'Model')}Request`
    let name = wanted
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`
    taken.add(name)
    return { page, name, type: typeOf(withModel(page.request, page.models)) }
  })
}

const aboutOf = ({ provider, path, models, title }: ImportedPage): readonly string[] => [
  ...(title.trim() === '' ? [] : [oneLine(title), '']),
  oneLine(`${provider}, POST ${path}: ${models.join(', ')}`),
]

const providersOf = (types: readonly NamedType[]): string =>
  Object.entries(clientInterfaces)
    .map(([provider, name]) => {
      const rows = types.filter(({ page }) => page.provider === provider).map(rowOf)
      return rows.length === 0 ? '' : `  interface ${name} {\n${[...new Map(rows).values()].join('')}  }\n`
    })
    .join('')

/** Rows of one name would have to be alike: so the name holds a mark of what the row says. */
const rowOf = ({ page, name, type }: NamedType): readonly [string, string] => {
  const mark = createHash('sha256').update(`${page.path}\n${type}`).digest('hex').slice(0, 12)
  const key = JSON.stringify(`${page.models.join(', ').slice(0, 200)} #${mark}`)
  return [key, `    ${key}: { path: ${JSON.stringify(page.path)}; request: ${name} }\n`]
}

/** Every request names its model, and that is what tells requests apart; a page may only show it. */
const withModel = (request: JsonObject, models: readonly string[]): JsonObject => {
  const key = (['oneOf', 'anyOf'] as const).find((each) => Array.isArray(request[each]))
  const choices = key === undefined ? [] : arrayAt(request, key)
  const areFixed = choices.length > 0 && choices.every(hasModel)
  if (key !== undefined && areFixed) return { ...request, [key]: choices.map(withRequiredModel) }
  const { model, ...others } = objectAt(request, 'properties')
  const fixed = hasModel(request) ? model : { ...(isObject(model) ? model : {}), enum: [...models] }
  return withRequiredModel({ ...request, properties: present({ model: fixed, ...others }) })
}

/** Whether a schema says which models it is for. */
const hasModel = (schema: Json): boolean => {
  const { const: one, enum: some } = objectAt(schema, 'properties', 'model')
  return one !== undefined || Array.isArray(some)
}

const withRequiredModel = (schema: Json): JsonObject => ({
  ...(isObject(schema) ? schema : {}),
  required: [...new Set<Json>(['model', ...arrayAt(schema, 'required')])],
})

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

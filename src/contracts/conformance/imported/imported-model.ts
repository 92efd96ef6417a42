import type { core } from 'zod'
import type { ImportedPage } from '../../import/imported-page.ts'
import { servedDocument } from '../../import/served-document.ts'
import { contracts } from '../../index.ts'
import { modelsOf } from '../../models.ts'
import { isObject, type JsonObject } from '../../pages/json.ts'
import { type Schemas, schemasOf } from '../../schemas.ts'
import type { ProviderName } from '../../vocabulary.ts'
import { type Field, fieldsOf } from './fields.ts'
import { sampleOf } from './sample.ts'

/** A model that a page of one's own describes, as the kit checks it. */
export interface ImportedModel {
  readonly id: string
  readonly provider: ProviderName
  readonly page: ImportedPage
  /** JSON Schema of its create's body. */
  readonly schema: JsonObject
  /** Every field but the model's name, in the order of the page. */
  readonly fields: readonly Field[]
  /** What a body breaks of the page's rules, the first first. @throws when the page says what cannot be checked */
  readonly issuesOf: (body: unknown) => readonly core.$ZodIssue[]
  /** Whether a field takes the address of a callback. */
  readonly isCallback: (field: Field) => boolean
}

/** The models of these pages, in their order. Of two pages on one model the later counts, as in a simulator. */
export const importedModels = (
  provider: ProviderName,
  pages: readonly ImportedPage[],
): readonly ImportedModel[] => {
  const own = pages.filter((page) => page.provider === provider)
  if (own.length === 0) return []
  const document = servedDocument(contracts[provider].openapi, own)
  const schemas = schemasOf(document)
  const known = modelsOf(document)
  const pageOf = new Map(own.flatMap((page) => page.models.map((id) => [id, page] as const)))
  return [...pageOf].flatMap(([id, page]) => {
    const name = known.get(id)?.schemaName ?? ''
    const schema: unknown = document.components?.schemas?.[name]
    return isObject(schema) ? [modelOf(id, page, schema, schemas, name)] : []
  })
}

const modelOf = (
  id: string,
  page: ImportedPage,
  schema: JsonObject,
  schemas: Schemas,
  name: string,
): ImportedModel => {
  const callbacks = [page.callbackParam, contracts[page.provider].callbackField]
  return {
    id,
    provider: page.provider,
    page,
    schema,
    fields: fieldsOf(schema).filter(({ path }) => path[0] !== 'model'),
    issuesOf: (body) => schemas.component(name).safeParse(body).error?.issues ?? [],
    isCallback: ({ path: [first] }) =>
      callbacks.some((callback) => callback === first) || /call_?back/i.test(String(first)),
  }
}

/** A create's body that the page allows, or why there is none. */
export type Made = { readonly body: JsonObject } | { readonly why: string }

/** The page's own example, without anybody's callback address; where none fits, the least body that does. */
export const bodyOf = (model: ImportedModel): Made => {
  const { page, id, schema } = model
  // An example for this very model first; a page with several may show only one of them.
  const shown = [...page.examples].sort((one, other) => Number(other.model === id) - Number(one.model === id))
  const made = sampleOf({ ...schema, type: 'object' })
  const bodies = [...shown, ...(isObject(made) ? [made] : [])].map((body) => withoutCallback(model, body))
  try {
    const body = bodies.find((one) => model.issuesOf(one).length === 0)
    if (body !== undefined) return { body }
    const [issue] = model.issuesOf(bodies.at(-1) ?? {})
    return {
      why: `no body can be made that fits ${page.file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    }
  } catch (error) {
    return { why: `${page.file} states what cannot be checked: ${(error as Error).message}` }
  }
}

const withoutCallback = (model: ImportedModel, body: JsonObject): JsonObject => ({
  ...Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => !model.isCallback({ path: [name], schema: {}, isRequired: false }) || isWanted(model, name),
    ),
  ),
  model: model.id,
})

const isWanted = ({ schema }: ImportedModel, name: string): boolean =>
  Array.isArray(schema.required) && schema.required.includes(name)

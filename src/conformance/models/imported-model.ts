import { breachOf } from '../../contracts/check/body-check.ts'
import type { Breach } from '../../contracts/check/breach.ts'
import { isObject, type JsonObject } from '../../contracts/check/json.ts'
import { contracts } from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'
import { nameOfPlace } from '../../contracts/place.ts'
import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import { servedDocument } from '../../pages/served-document.ts'
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
  /** The first thing in a body that the page does not allow, in the order of the page. */
  readonly breachIn: (body: unknown) => Breach | undefined
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
  const known = modelsOf({ ...contracts[provider], openapi: document })
  const pageOf = new Map(own.flatMap((page) => page.models.map((id) => [id, page] as const)))
  return [...pageOf].flatMap(([id, page]) => {
    const schema: unknown = document.components?.schemas?.[known.get(id)?.schemaName ?? '']
    return isObject(schema) ? [modelOf(id, page, schema)] : []
  })
}

const modelOf = (id: string, page: ImportedPage, schema: JsonObject): ImportedModel => {
  const callbacks = [page.callbackParam, nameOfPlace(contracts[page.provider].callbackAt)]
  return {
    id,
    provider: page.provider,
    page,
    schema,
    fields: fieldsOf(schema).filter(({ path }) => path[0] !== 'model'),
    breachIn: (body) => breachOf(schema, body) ?? breachOf(page.request, body),
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
  const body = bodies.find((one) => model.breachIn(one) === undefined)
  if (body !== undefined) return { body }
  const { path, says } = model.breachIn(bodies.at(-1)) ?? { path: [], says: '' }
  return { why: `no body can be made that fits ${page.file}: ${path.join('.')} ${says}` }
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

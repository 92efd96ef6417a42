import { breachOf, isAllowed } from '../../contracts/check/body-check.ts'
import type { Breach } from '../../contracts/check/breach.ts'
import { isObject, type JsonObject } from '../../contracts/check/json.ts'
import { type Model, modelsOf } from '../../contracts/models.ts'
import { nameOfPlace, pathForModel } from '../../contracts/place.ts'
import type { ImportedPage, OutputType } from '../../pages/imported-page.ts'
import { servedDocument } from '../../pages/served-document.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'
import { type Field, fieldsOf } from './fields.ts'
import { sampleOf } from './sample.ts'

/** A model as the kit checks it: one of the provider's bundled ones, or one that an imported page describes. */
export interface CheckedModel {
  readonly id: string
  readonly facts: ConformanceProvider
  /** The path of its create operation. */
  readonly path: string
  /** The imported page that describes it; absent for a bundled model. */
  readonly page?: ImportedPage
  readonly output: OutputType
  /** JSON Schema of its create body, without references. */
  readonly schema: JsonObject
  /** Every field but the model's name, in the order of the page. */
  readonly fields: readonly Field[]
  /** The first thing in a body that the page does not allow, in the order of the page. */
  readonly breachIn: (body: unknown) => Breach | undefined
  /** Whether the page allows a body: the same as no breach, for less work. */
  readonly allows: (body: unknown) => boolean
  /** Whether a field takes the address of a callback. */
  readonly isCallback: (field: Pick<Field, 'path'>) => boolean
  /** The price of a create request with this body; `undefined` if no price is known. */
  readonly priceOf: (body: JsonObject) => number | undefined
}

/** The models of these pages, in their order. Of two pages on one model the later one counts, as in a simulator. */
export const importedModels = (
  facts: ConformanceProvider,
  pages: readonly ImportedPage[],
): readonly CheckedModel[] => {
  const { contract } = facts
  const own = pages.filter((page) => page.provider === contract.name)
  if (own.length === 0) return []
  const document = servedDocument(contract.openapi, own)
  const known = modelsOf({ ...contract, openapi: document })
  const pageOf = new Map(own.flatMap((page) => page.models.map((id) => [id, page] as const)))
  return [...pageOf].flatMap(([id, page]) => {
    const schema: unknown = document.components?.schemas?.[known.get(id)?.schemaName ?? '']
    return isObject(schema) ? [importedModel(facts, id, page, schema)] : []
  })
}

const callbackTest =
  (names: readonly (string | null)[]) =>
  ({ path: [first] }: Pick<Field, 'path'>): boolean =>
    names.some((name) => name === first) || /call_?back/i.test(String(first))

const importedModel = (
  facts: ConformanceProvider,
  id: string,
  page: ImportedPage,
  schema: JsonObject,
): CheckedModel => ({
  id,
  facts,
  path: page.path,
  page,
  output: page.output,
  schema,
  fields: fieldsOf(schema).filter(({ path }) => path[0] !== 'model'),
  breachIn: (body) => breachOf(schema, body) ?? breachOf(page.request, body),
  allows: (body) => isAllowed(schema, body) && isAllowed(page.request, body),
  isCallback: callbackTest([page.callbackParam, nameOfPlace(facts.contract.callbackAt)]),
  priceOf: () => undefined,
})

/** The provider's bundled models, except those that imported pages describe. */
export const bundledModels = (
  facts: ConformanceProvider,
  pages: readonly ImportedPage[],
): readonly CheckedModel[] => {
  const replaced = new Set(pages.flatMap(({ models }) => models))
  return [...modelsOf(facts.contract).values()]
    .filter(({ id }) => !replaced.has(id))
    .map((model) => bundledModel(facts, model))
}

const bundledModel = (facts: ConformanceProvider, { id, path, schemaName }: Model): CheckedModel => {
  const { contract } = facts
  const schemas = (contract.openapi.components?.schemas ?? {}) as JsonObject
  const schema = resolved(schemas[schemaName] ?? {}, schemas) as JsonObject
  return {
    id,
    facts,
    path: pathForModel(path, contract.modelAt, id),
    output: 'video',
    schema,
    fields: fieldsOf(schema).filter(({ path: [first] }) => first !== 'model'),
    breachIn: (body) => breachOf(schema, body) ?? refined(facts, body),
    allows: (body) => isAllowed(schema, body) && refined(facts, body) === undefined,
    isCallback: callbackTest([nameOfPlace(contract.callbackAt)]),
    priceOf: (body) => contract.price(contract.mediaOf(body)),
  }
}

/** Which rule across fields a body breaks. */
const refined = ({ contract }: ConformanceProvider, body: unknown): Breach | undefined => {
  const refusal = isObject(body) ? contract.refine(body) : undefined
  return refusal && ({ path: [refusal.field], says: refusal.message } as unknown as Breach)
}

/** The schema with every reference replaced by what it points to. */
const resolved = (node: unknown, schemas: JsonObject): unknown => {
  if (Array.isArray(node)) return node.map((item) => resolved(item, schemas))
  if (!isObject(node)) return node
  const { $ref } = node
  if (typeof $ref === 'string')
    return resolved(schemas[$ref.slice('#/components/schemas/'.length)] ?? {}, schemas)
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolved(value, schemas)]))
}

/** A create body that the page allows, or why there is none. */
export type Made = { readonly body: JsonObject } | { readonly why: string }

/**
 * A valid body: the cheapest of a bundled model; else the page's own example, without a callback address, or the
 * smallest that fits.
 */
export const bodyOf = (model: CheckedModel): Made => {
  const bodies = candidates(model).map((body) => withoutCallback(model, body))
  const body = bodies.find(model.allows)
  if (body !== undefined) return { body }
  const { path, says } = model.breachIn(bodies.at(-1)) ?? { path: [], says: '' }
  return { why: `no body can be made that fits ${model.page?.file ?? model.id}: ${path.join('.')} ${says}` }
}

const candidates = ({ page, id, schema, facts, fields }: CheckedModel): readonly JsonObject[] => {
  const made = sampleOf({ ...schema, type: 'object' })
  const least = isObject(made) ? [made] : []
  if (page === undefined) {
    const known = new Set(fields.map(({ path }) => path.join('.')))
    return least.map((body) => overlaid(body, facts.cheapest as JsonObject, known))
  }
  // An example for this very model first; a page with several may show only one of them.
  const shown = [...page.examples].sort((one, other) => Number(other.model === id) - Number(one.model === id))
  return [...shown, ...least]
}

/** The fields of one body laid over another, as far as the model has them. */
const overlaid = (
  body: JsonObject,
  over: JsonObject,
  known: ReadonlySet<string>,
  path: readonly string[] = [],
): JsonObject => {
  const fields = Object.entries(over).flatMap(([name, value]) => {
    if (!known.has([...path, name].join('.'))) return []
    const now = body[name]
    const isInner = isObject(value) && isObject(now)
    return [[name, isInner ? overlaid(now, value, known, [...path, name]) : value] as const]
  })
  return { ...body, ...Object.fromEntries(fields) }
}

const withoutCallback = (model: CheckedModel, body: JsonObject): JsonObject => ({
  ...Object.fromEntries(
    Object.entries(body).filter(([name]) => !model.isCallback({ path: [name] }) || isWanted(model, name)),
  ),
  model: model.id,
})

const isWanted = ({ schema }: CheckedModel, name: string): boolean =>
  Array.isArray(schema.required) && schema.required.includes(name)

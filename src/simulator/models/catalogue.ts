import type { JsonObject } from '../../contracts/check/json.ts'
import {
  contracts,
  type ProviderContract,
  type ProviderName,
  type RequestBody,
} from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'
import type { ImportedPage, OutputType } from '../../pages/imported-page.ts'
import { outputOf } from '../../pages/output.ts'
import { servedDocument } from '../../pages/served-document.ts'
import { fieldsOf } from './described-fields.ts'

type Document = ProviderContract['openapi']

const keyOf = (provider: ProviderName, model: string): string => `${provider} ${model}`

/**
 * What a simulator serves beyond the bundled pages. Each simulator has its own; pages may be added and removed while it
 * runs.
 */
export class Catalogue {
  #pages: readonly ImportedPage[] = []
  readonly #byModel = new Map<string, ImportedPage>()
  readonly #documents = new Map<ProviderName, Document>()

  get pages(): readonly ImportedPage[] {
    return this.#pages
  }

  /** Of two pages on one model, the later one counts. */
  replace(pages: readonly ImportedPage[]): void {
    this.#pages = pages
    this.#documents.clear()
    this.#byModel.clear()
    for (const page of pages)
      for (const model of page.models) this.#byModel.set(keyOf(page.provider, model), page)
  }

  /** A provider's document with its imported models. */
  document(name: ProviderName): Document {
    const known = this.#documents.get(name)
    if (known) return known
    const own = this.#pages.filter(({ provider }) => provider === name)
    const document = own.length === 0 ? contracts[name].openapi : servedDocument(contracts[name].openapi, own)
    this.#documents.set(name, document)
    return document
  }

  /** The page a model is served from; undefined for a bundled or an unknown one. */
  pageOf(name: ProviderName, model: unknown): ImportedPage | undefined {
    return typeof model === 'string' ? this.#byModel.get(keyOf(name, model)) : undefined
  }

  /**
   * What tasks of a model that no page describes make, by its path, its name and the requested format; undefined for a
   * bundled one.
   */
  guessedOutput(name: ProviderName, model: string, path: string, body: RequestBody): OutputType | undefined {
    if (modelsOf(contracts[name]).has(model)) return undefined
    const [, family] = /^\/v1\/(image|audio|text|video)s?\//.exec(path) ?? []
    return (family as OutputType | undefined) ?? outputOf(model, '', { properties: asDefaults(body) }, '')
  }
}

/** A request's texts as a page would describe them. */
const asDefaults = (body: RequestBody): JsonObject =>
  Object.fromEntries(
    Object.entries(fieldsOf(body)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, { default: value }]] : [],
    ),
  )

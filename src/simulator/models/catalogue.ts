import type { ImportedPage, OutputType } from '../../contracts/import/imported-page.ts'
import { outputOf } from '../../contracts/import/output.ts'
import { servedDocument } from '../../contracts/import/served-document.ts'
import { contracts, type ProviderContract, type ProviderName } from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'

type Document = ProviderContract['openapi']

/** What a simulator serves beyond the bundled pages. Each simulator has its own; pages may come and go while it runs. */
export class Catalogue {
  #pages: readonly ImportedPage[] = []
  readonly #documents = new Map<ProviderName, Document>()

  get pages(): readonly ImportedPage[] {
    return this.#pages
  }

  replace(pages: readonly ImportedPage[]): void {
    this.#pages = pages
    this.#documents.clear()
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
    return this.#pages.findLast(
      ({ provider, models }) => provider === name && models.some((id) => id === model),
    )
  }

  /** What tasks of a model make; undefined for a bundled one, which makes videos. */
  outputOf(name: ProviderName, model: string, path: string): OutputType | undefined {
    const page = this.pageOf(name, model)
    if (page) return page.output
    if (modelsOf(contracts[name].openapi).has(model)) return undefined
    const [, family] = /^\/v1\/(image|audio|text)s?\//.exec(path) ?? []
    return (
      (family as OutputType | undefined) ??
      (path.includes('/videos/') ? 'video' : outputOf(model, '', {}, ''))
    )
  }
}

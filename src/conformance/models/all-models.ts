import { breachOf } from '../../contracts/check/body-check.ts'
import { isObject } from '../../contracts/check/json.ts'
import type { ProviderContract } from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'
import { type Schemas, schemasOf } from '../../contracts/schemas.ts'
import type { ImportedPage, OutputType } from '../../pages/imported-page.ts'
import { servedDocument } from '../../pages/served-document.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'
import { perPages } from './per-pages.ts'

type Document = ProviderContract['openapi']
type Components = Pick<ConformanceProvider['components'], 'created' | 'task'>

/** Something in a body that its page does not allow. */
export interface Violation {
  readonly path: readonly PropertyKey[]
  readonly says: string
}

/** Responses about imported models have components of their own. */
const forImported = (component: string): string => `Imported${component}`

/** The components that responses about imported models must fit. */
export const importedComponents = ({ components, importedObjects }: ConformanceProvider): Components =>
  importedObjects.length === 0
    ? components
    : { created: forImported(components.created), task: forImported(components.task) }

/** A provider's models in a run: the bundled ones, and those of imported pages, which take precedence. */
export class Models {
  /** The provider's document, with what the pages add to it. */
  readonly document: Document
  readonly #facts: ConformanceProvider
  readonly #pages: readonly ImportedPage[]
  readonly #schemas: Schemas
  readonly #names: ReadonlyMap<string, string>

  constructor(facts: ConformanceProvider, pages: readonly ImportedPage[]) {
    const { modelAt } = facts.contract
    this.#facts = facts
    this.#pages = pages
    this.document = documentWith(facts, pages)
    this.#schemas = schemasOf(this.document)
    const models = modelsOf({ openapi: this.document, modelAt })
    this.#names = new Map([...models.values()].map(({ id, schemaName }) => [id, schemaName]))
  }

  #pageOf(model: unknown): ImportedPage | undefined {
    return this.#pages.findLast(({ models }) => models.some((id) => id === model))
  }

  /** Whether an imported page describes it. */
  isImported(model: unknown): boolean {
    return this.#pageOf(model) !== undefined
  }

  /** What tasks of a model make; undefined for an unknown model. */
  outputOf(model: unknown): OutputType | undefined {
    const isKnown = typeof model === 'string' && this.#names.has(model)
    return this.#pageOf(model)?.output ?? (isKnown ? 'video' : undefined)
  }

  /** The components that responses about tasks of a model must fit. */
  componentsOf(model: unknown): Components {
    return this.isImported(model) ? importedComponents(this.#facts) : this.#facts.components
  }

  /** What a create body breaks of its model's page; nothing if the model is unknown. */
  wrongIn(body: Readonly<Record<string, unknown>>): readonly Violation[] {
    const page = this.#pageOf(body.model)
    if (page !== undefined) {
      const breach = breachOf(page.request, body)
      return breach === undefined ? [] : [{ path: breach.path, says: breach.says }]
    }
    const name = typeof body.model === 'string' ? this.#names.get(body.model) : undefined
    if (name === undefined) return []
    const issues = this.#schemas.component(name).safeParse(body).error?.issues ?? []
    return issues.map(({ path, message }) => ({ path, says: message.replace(/^Invalid input: /, '') }))
  }
}

const documentWith = perPages(
  (facts, pages): Document =>
    pages.length === 0
      ? facts.contract.openapi
      : withAnswers(servedDocument(facts.contract.openapi, pages), facts),
)

/**
 * Adds components for responses about imported models; where a bundled one names only videos, these allow other results
 * too.
 */
const withAnswers = (document: Document, facts: ConformanceProvider): Document => {
  const schemas = document.components?.schemas ?? {}
  const { created, task } = facts.components
  const added = [created, task].flatMap((name) => {
    const schema: unknown = schemas[name]
    if (facts.importedObjects.length === 0 || !isObject(schema) || !isObject(schema.properties)) return []
    const object = { type: 'string', enum: [...facts.importedObjects] }
    return [[forImported(name), { ...schema, properties: { ...schema.properties, object } }]]
  })
  return {
    ...document,
    components: { ...document.components, schemas: { ...schemas, ...Object.fromEntries(added) } },
  }
}

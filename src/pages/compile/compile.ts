import type { OpenAPIV3_1 } from 'openapi-types'
import type { JsonObject } from '../../contracts/check/json.ts'
import type { PageContract, PageForm } from '../text/page.ts'
import { type Contradiction, mergeDocuments } from './merge.ts'
import { applyOverlay, type Overlay } from './overlay.ts'
import { contractsOf } from './page-contracts.ts'

export interface SpecPage {
  readonly file: string
  readonly text: string
}

export interface Compiled {
  readonly document: OpenAPIV3_1.Document
  readonly contradictions: readonly Contradiction[]
  readonly contracts: readonly PageContract[]
}

/** Whom to believe when two pages differ: a provider's current pages, then its older ones, then copies. */
const PRECEDENCE: readonly PageForm[] = [
  'markdown',
  'openapi-block',
  'query-block',
  'playground',
  'damaged-copy',
]

/** Makes one OpenAPI document of a provider's pages and of the facts that no page's schema has. */
export const compile = (pages: readonly SpecPage[], overlay: Overlay): Compiled => {
  const contracts = pages
    .flatMap((page) => contractsOf(page.file, page.text))
    .sort((left, right) => PRECEDENCE.indexOf(left.form) - PRECEDENCE.indexOf(right.form))
  const { document, contradictions } = mergeDocuments(
    contracts.map((contract) => ({ page: nameOf(contract, contracts), document: withOrigin(contract) })),
  )
  return {
    document: applyOverlay(document, overlay) as unknown as OpenAPIV3_1.Document,
    contradictions,
    contracts,
  }
}

/** The file, and the page's title where the file holds several. */
const nameOf = (contract: PageContract, all: readonly PageContract[]): string =>
  all.filter(({ file }) => file === contract.file).length > 1
    ? `${contract.file} "${contract.title}"`
    : contract.file

/** A page's title is about the page; the compiled document gets its own from the overlay. */
const withOrigin = (contract: PageContract): JsonObject => {
  const { openapi, info: _about, ...rest } = contract.document as unknown as JsonObject
  return {
    openapi: openapi ?? '3.1.0',
    info: {},
    'x-pages': [{ file: contract.file, form: contract.form, title: contract.title }],
    ...rest,
  }
}

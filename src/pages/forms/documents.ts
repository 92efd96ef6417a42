import { at, isObject, type Json, type JsonObject, objectAt, textAt } from '../../contracts/check/json.ts'
import { once } from '../../contracts/check/once.ts'
import { type ImportedPage, PageRefusal } from '../imported-page.ts'
import { bodiesIn } from '../text/bodies.ts'
import { type Block, blocksIn } from '../text/document-blocks.ts'
import type { Section } from '../text/outline.ts'
import type { PageError, PageForm, PageText } from '../text/page.ts'
import { readDamagedCopy, startOfDamage } from './damaged-copy.ts'
import type { BlockPlace } from './openapi-block.ts'
import { isOpenApiDocument, type Origin, readOpenApiPage } from './openapi-page.ts'
import { isQueryBlock, readQueryBlock } from './query-block.ts'

/** An OpenAPI document that a page shows, and its place on it. */
export interface FoundDocument {
  readonly document: JsonObject
  readonly form: PageForm
  readonly origin: Origin
  /** The create calls that it describes, read when somebody first asks for them. */
  readonly pages: () => readonly ImportedPage[]
}

/** Every OpenAPI document of a page; `failure` says why there is none where one should be. */
export interface FoundDocuments {
  readonly documents: readonly FoundDocument[]
  readonly failure?: PageError | undefined
}

export const documentsOn = (page: PageText, outline: readonly Section[]): FoundDocuments => {
  if (startOfDamage(page) !== undefined) return { documents: [damagedDocument(page)] }
  const { blocks, failure } = blocksIn(page, outline)
  const bodies = blocks.length === 1 ? bodiesIn(outline, () => undefined) : []
  const title = titleOf(outline) ?? page.file
  const documents = blocks.flatMap((block) => {
    const origin = { file: page.file, title: block.title || title, place: `line ${block.line}`, bodies }
    return documentOf(block, { ...origin, problems: block.problems })
  })
  return { documents, failure }
}

/** The page's first heading. */
export const titleOf = (outline: readonly Section[]): string | undefined =>
  outline.find((section) => section.depth > 0 && section.title !== '')?.title

const documentOf = (block: Block, origin: Origin): readonly FoundDocument[] => {
  const { problems } = block
  const value = unwrapped(block.value, origin.file)
  if (isQueryBlock(value)) {
    const read = readQueryBlock(placeOf(origin), { value: completeQueryBlock(value), problems })
    const document = read.document as unknown as JsonObject
    return [found(document, read.form, { ...origin, problems: read.problems })]
  }
  return isOpenApiDocument(value) ? [found(value, 'openapi-block', origin)] : []
}

const found = (document: JsonObject, form: PageForm, origin: Origin): FoundDocument => ({
  document,
  form,
  origin,
  pages: once(() => readOpenApiPage(document, origin)),
})

/** The answer of the call that returns a model's schema has the document inside: `{ code, msg, data: { model, openapi } }`. */
const unwrapped = (value: Json, file: string): Json => {
  const openapi = at(value, 'data', 'openapi')
  if (openapi === null)
    throw new PageRefusal(
      `${file} is the answer of a schema call without a schema ("openapi": null): the provider has not published one for ${textAt(value, 'data', 'model') ?? 'this model'} yet.`,
    )
  return isObject(openapi) ? openapi : value
}

const placeOf = ({ file, place, title }: Origin): BlockPlace => ({ file, place, title })

/** The form `paths: path:` without what only an answer needs: a page may leave out its method, or its answers. */
const completeQueryBlock = (value: JsonObject): JsonObject => {
  const paths = objectAt(value, 'paths')
  const hasBody = Object.keys(objectAt(paths, 'request', 'body')).length > 0
  const method = textAt(paths, 'method') ?? (hasBody ? 'post' : 'get')
  const response = Object.keys(objectAt(paths, 'response')).length > 0 ? paths.response : { default: {} }
  return { ...value, paths: { ...paths, method, response: response ?? {} } }
}

const damagedDocument = (page: PageText): FoundDocument => {
  const { document, title, form, problems } = readDamagedCopy(page)
  const origin = { file: page.file, title, place: 'line 1', problems, bodies: [] }
  return found(document as unknown as JsonObject, form, origin)
}

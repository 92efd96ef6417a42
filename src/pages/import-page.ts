import { type JsonObject, objectAt, textAt } from '../contracts/check/json.ts'
import { callsMentioned } from './calls.ts'
import { readDamagedCopy, startOfDamage } from './forms/damaged-copy.ts'
import { readParameterPage } from './forms/markdown/parameter-page.ts'
import { readPlaygroundPage } from './forms/markdown/playground-page.ts'
import type { BlockPlace } from './forms/openapi-block.ts'
import { callsOf, isOpenApiDocument, readOpenApiPage } from './forms/openapi-page.ts'
import { isQueryBlock, readQueryBlock } from './forms/query-block.ts'
import { type ImportedPage, PageRefusal } from './imported-page.ts'
import { refusalOf } from './refusal.ts'
import { bodiesIn } from './text/bodies.ts'
import { type Block, blocksIn, leftOut } from './text/document-blocks.ts'
import { outlineOf } from './text/outline.ts'
import { type PageProblem, type PageText, pageText } from './text/page.ts'
import { withoutPreamble } from './text/preamble.ts'
import { callsIn } from './wording/spoken-call.ts'

/**
 * Reads a documentation page of whatever form: one result per create call that it describes.
 * @throws PageRefusal when it describes none, saying what it seems to be
 * @throws PageError when it cannot be read, saying where and what was expected there
 */
export const importPage = (file: string, raw: string): readonly ImportedPage[] => {
  const page = withoutPreamble(pageText(file, raw))
  if (page.lines.every((line) => line.trim() === '')) throw new PageRefusal(`${file} is empty.`)
  if (startOfDamage(page) !== undefined) return importDamaged(page)
  const outline = outlineOf(page)
  const { blocks, failure } = blocksIn(page, outline)
  const title = outline.find((section) => section.depth > 0 && section.title !== '')?.title
  const found: ImportedPage[] = []
  const seen: string[] = []
  for (const block of blocks) {
    const origin = {
      file,
      title: block.title || title || file,
      place: `line ${block.line}`,
      problems: block.problems,
      bodies: blocks.length === 1 ? bodiesIn(outline, () => undefined) : [],
    }
    const { document, problems } = documentOf(block, origin)
    if (!document) continue
    found.push(...readOpenApiPage(document, { ...origin, problems }))
    seen.push(...callsOf(document))
  }
  if (found.length > 0) return found
  // A page may describe its parameters in words and show a document of something else.
  const read = readParameterPage(page, outline) ?? readPlaygroundPage(page)
  if (read) return [failure ? { ...read, problems: [leftOut(failure), ...read.problems] } : read]
  if (failure) throw failure
  if (seen.length === 0) {
    const own = outline.flatMap(callsIn)
    const calls = own.length > 0 ? own : callsMentioned(page.lines.join('\n'))
    seen.push(...calls.map(({ method, path }) => `${method ?? ''} ${path}`.trim()))
  }
  throw refusalOf(page, title, seen)
}

const documentOf = (
  { value, problems }: Block,
  origin: BlockPlace,
): { readonly document: JsonObject | undefined; readonly problems: readonly PageProblem[] } => {
  if (!isQueryBlock(value)) return { document: isOpenApiDocument(value) ? value : undefined, problems }
  const completed = completeQueryBlock(value)
  const read = readQueryBlock(origin, { value: completed, problems })
  return { document: read.document as unknown as JsonObject, problems: read.problems }
}

/** The form `paths: path:` without what only an answer needs: a page may leave out its method, or its answers. */
const completeQueryBlock = (value: JsonObject): JsonObject => {
  const paths = objectAt(value, 'paths')
  const hasBody = Object.keys(objectAt(paths, 'request', 'body')).length > 0
  const method = textAt(paths, 'method') ?? (hasBody ? 'post' : 'get')
  const response = Object.keys(objectAt(paths, 'response')).length > 0 ? paths.response : { default: {} }
  return { ...value, paths: { ...paths, method, response: response ?? {} } }
}

const importDamaged = (page: PageText): readonly ImportedPage[] => {
  const { document, title, problems } = readDamagedCopy(page)
  const found = readOpenApiPage(document as unknown as JsonObject, {
    file: page.file,
    title,
    place: 'line 1',
    problems,
    bodies: [],
  })
  if (found.length === 0) throw refusalOf(page, title, callsOf(document as unknown as JsonObject))
  return found
}

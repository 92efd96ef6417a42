import { readDamagedCopy, startOfDamage } from '../pages/damaged-copy.ts'
import type { JsonObject } from '../pages/json.ts'
import { outlineOf } from '../pages/outline.ts'
import { type PageText, pageText } from '../pages/page.ts'
import { isQueryBlock, readQueryBlock } from '../pages/query-block.ts'
import { bodiesIn } from './bodies.ts'
import { callsMentioned } from './calls.ts'
import { blocksIn } from './document-blocks.ts'
import { type ImportedPage, PageRefusal } from './imported-page.ts'
import { readParameterPage } from './markdown/parameter-page.ts'
import { readPlaygroundPage } from './markdown/playground-page.ts'
import { callsIn } from './markdown/spoken-call.ts'
import { callsOf, isOpenApiDocument, readOpenApiPage } from './openapi-page.ts'
import { withoutPreamble } from './preamble.ts'
import { refusalOf } from './refusal.ts'

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
  const blocks = blocksIn(page, outline)
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
    if (isQueryBlock(block.value)) {
      const read = readQueryBlock(origin, { value: block.value, problems: block.problems })
      const document = read.document as unknown as JsonObject
      found.push(...readOpenApiPage(document, { ...origin, problems: read.problems }))
      seen.push(...callsOf(document))
    } else if (isOpenApiDocument(block.value)) {
      found.push(...readOpenApiPage(block.value, origin))
      seen.push(...callsOf(block.value))
    }
  }
  if (found.length > 0) return found
  if (seen.length === 0 && blocks.length === 0) {
    const read = readParameterPage(page, outline) ?? readPlaygroundPage(page)
    if (read) return [read]
    const own = outline.flatMap(callsIn)
    seen.push(
      ...(own.length > 0 ? own : callsMentioned(page.lines.join('\n'))).map(({ method, path }) =>
        `${method ?? ''} ${path}`.trim(),
      ),
    )
  }
  throw refusalOf(page, title, seen)
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

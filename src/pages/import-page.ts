import { callsMentioned } from './calls.ts'
import { documentsOn, titleOf } from './forms/documents.ts'
import { readCopiedPage } from './forms/markdown/copied-page.ts'
import { readParameterPage } from './forms/markdown/parameter-page.ts'
import { readPlaygroundPage } from './forms/markdown/playground-page.ts'
import { callsOf, readOpenApiPage } from './forms/openapi-page.ts'
import { type ImportedPage, PageRefusal } from './imported-page.ts'
import { refusalOf } from './refusal.ts'
import { withHeadings } from './text/bold-names.ts'
import { leftOut } from './text/document-blocks.ts'
import { outlineOf, type Section } from './text/outline.ts'
import { type PageText, pageText } from './text/page.ts'
import { withoutPreamble } from './text/preamble.ts'
import { callsIn } from './wording/spoken-call.ts'

/** A page with its structure. */
export interface OpenedPage {
  readonly page: PageText
  readonly outline: readonly Section[]
}

/**
 * @throws PageRefusal when it is empty
 * @throws PageError when it is too large
 */
export const openPage = (file: string, raw: string): OpenedPage => {
  const page = withHeadings(withoutPreamble(pageText(file, raw)))
  if (page.lines.every((line) => line.trim() === '')) throw new PageRefusal(`${file} is empty.`)
  return { page, outline: outlineOf(page) }
}

/**
 * Reads a documentation page of whatever form: one result per create call that it describes.
 * @throws PageRefusal when it describes none, saying what it seems to be
 * @throws PageError when it cannot be read, saying where and what was expected there
 */
export const importPage = (file: string, raw: string): readonly ImportedPage[] => {
  const { page, outline } = openPage(file, raw)
  const { documents, failure } = documentsOn(page, outline)
  const found = documents.flatMap(({ document, origin }) => readOpenApiPage(document, origin))
  if (found.length > 0) return found
  // A page may describe its parameters in words and show a document of something else.
  const read = readCopiedPage(page) ?? readParameterPage(page, outline) ?? readPlaygroundPage(page)
  if (read) return [failure ? { ...read, problems: [leftOut(failure), ...read.problems] } : read]
  if (failure) throw failure
  const documented = documents.flatMap(({ document }) => callsOf(document))
  throw refusalOf(page, titleOf(outline), documented.length > 0 ? documented : callsShown(page, outline))
}

/** The calls that a page without documents names. */
const callsShown = ({ lines }: PageText, outline: readonly Section[]): readonly string[] => {
  const own = outline.flatMap(callsIn)
  const calls = own.length > 0 ? own : callsMentioned(lines.join('\n'))
  return calls.map(({ method, path }) => `${method ?? ''} ${path}`.trim())
}

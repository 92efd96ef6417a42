import { callsMentioned } from './calls.ts'
import { documentsOn, type FoundDocuments, titleOf } from './forms/documents.ts'
import { readCopiedPage } from './forms/markdown/copied-page.ts'
import { readParameterPage } from './forms/markdown/parameter-page.ts'
import { readPlaygroundPage } from './forms/markdown/playground-page.ts'
import { callsOf } from './forms/openapi-page.ts'
import { type ImportedPage, PageRefusal } from './imported-page.ts'
import { refusalOf } from './refusal.ts'
import { withHeadings } from './text/bold-names.ts'
import { LOOKS_LIKE_DOCUMENT, leftOut } from './text/document-blocks.ts'
import { outlineOf, type Section } from './text/outline.ts'
import { PageError, type PageProblem, type PageText, pageText } from './text/page.ts'
import { withoutPreamble } from './text/preamble.ts'
import { pagesIn } from './text/several-pages.ts'
import { callsIn, spokenCallIn } from './wording/spoken-call.ts'

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
export const importPage = (file: string, raw: string): readonly ImportedPage[] =>
  importOpened(openPage(file, raw))

/**
 * The same for a page that is open already, and whose documents may be known.
 * @throws PageRefusal when it describes none, saying what it seems to be
 * @throws PageError when it cannot be read, saying where and what was expected there
 */
export const importOpened = (opened: OpenedPage, known?: FoundDocuments): readonly ImportedPage[] => {
  const parts = pagesIn(opened.page, opened.outline, describesCreate)
  if (parts.length === 1) return readPage(opened, known)
  const problems: PageProblem[] = []
  let failure: Error | undefined
  const read = parts.flatMap((page) => {
    try {
      return readPage({ page, outline: outlineOf(page) })
    } catch (error) {
      if (!(error instanceof PageRefusal || error instanceof PageError)) throw error
      failure ??= error
      problems.push(error instanceof PageError ? leftOut(error) : refusedPart(page, error))
      return []
    }
  })
  if (failure && read.length === 0) throw failure
  return read.map((each) => ({ ...each, problems: [...problems, ...each.problems] }))
}

const refusedPart = ({ lines }: PageText, { message }: PageRefusal): PageProblem => ({
  severity: 'error',
  place: `line ${lines.findIndex((line) => line !== '') + 1}`,
  message: `a page of this file is left out: ${message}`,
})

/** A page of its own names its create call, or shows a document that has one. */
const describesCreate = (sections: readonly Section[]): boolean =>
  sections.some(
    (section) =>
      spokenCallIn(section) === 'create' ||
      section.fences.some(
        ({ text }) => LOOKS_LIKE_DOCUMENT.test(text) && /createTask|\/generations\b/.test(text),
      ),
  )

const readPage = (
  { page, outline }: OpenedPage,
  { documents, failure }: FoundDocuments = documentsOn(page, outline),
): readonly ImportedPage[] => {
  const found = documents.flatMap(({ pages }) => pages())
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

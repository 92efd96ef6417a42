import type { OpenAPIV3_1 } from 'openapi-types'

/** How a page is written. Readers are chosen by this shape, never by file name. */
export type PageForm = 'markdown' | 'openapi-block' | 'query-block' | 'playground' | 'damaged-copy'

/** Something odd on a page that did not stop us from reading it. */
export interface PageProblem {
  readonly severity: 'error' | 'warning' | 'note'
  /** Where: a line or a heading. */
  readonly place: string
  readonly message: string
  /** Where the page's own example breaks what the page states: whether the contract gave way to it. */
  readonly example?: 'taken' | 'refused' | undefined
}

/** A page before it is understood: no byte order mark, line feeds only. */
export interface PageText {
  readonly file: string
  readonly lines: readonly string[]
}

/** What one page states, as OpenAPI 3.1. One file may hold several pages. */
export interface PageContract {
  readonly file: string
  /** The page's own heading, which tells several pages of one file apart. */
  readonly title: string
  readonly form: PageForm
  readonly document: OpenAPIV3_1.Document
  readonly problems: readonly PageProblem[]
}

/** A page that cannot be read: which file, where in it, and what was expected there. */
export class PageError extends Error {
  override readonly name = 'PageError'
  readonly file: string
  readonly place: string
  readonly expected: string

  constructor(file: string, place: string, expected: string, options?: ErrorOptions) {
    super(`${file}, ${place}: expected ${expected}`, options)
    this.file = file
    this.place = place
    this.expected = expected
  }
}

/** Beyond this a "page" is something else, and reading it could take longer than anyone waits. */
const LARGEST_PAGE = 1024 * 1024

export const pageText = (file: string, raw: string): PageText => {
  if (raw.length > LARGEST_PAGE) throw new PageError(file, 'line 1', 'a page of at most 1 MiB')
  return { file, lines: raw.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/) }
}

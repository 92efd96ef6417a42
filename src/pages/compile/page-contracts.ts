import type { OpenAPIV3_1 } from 'openapi-types'
import { objectAt, textAt } from '../../contracts/check/json.ts'
import { documentsOn, type FoundDocument } from '../forms/documents.ts'
import { readOpenApiBlock } from '../forms/openapi-block.ts'
import { importOpened, type OpenedPage, openPage } from '../import-page.ts'
import { type ImportedPage, PageRefusal } from '../imported-page.ts'
import { rememberedPages } from '../remembered-pages.ts'
import { componentName } from '../text/names.ts'
import { type PageContract, PageError, type PageForm } from '../text/page.ts'
import { describedDocument } from './described-document.ts'
import { callsShownIn, sectionsOfLines } from './shown-calls.ts'

/**
 * What a page states, as OpenAPI: the importer's reading, in which a warning is an error. A file may hold several pages: each
 * gives one contract.
 * @throws PageError when the page cannot be read, or holds anything that the importer would warn of
 */
export const contractsOf = (file: string, raw: string): readonly PageContract[] => {
  const opened = refusalAsError(file, () => openPage(file, raw))
  const found = documentsOn(opened.page, opened.outline)
  const { documents } = found
  if (documents.length > 0 && documents.every(isKept)) return documents.map(keptContract)
  const pages = refusalAsError(file, () => rememberedPages(file, raw, () => importOpened(opened, found)))
  const [first] = documents
  return pages.map((page) => describedContract(page, opened, first?.form))
}

/** A page that describes no call has no contract. */
const refusalAsError = <Value>(file: string, read: () => Value): Value => {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof PageRefusal)) throw error
    throw new PageError(file, 'line 1', `a page that describes a call: ${error.message}`, { cause: error })
  }
}

/**
 * A document without a create call, or one whose body is a component called after its model, is kept as it stands. Of any
 * other only the request is taken: pages use one name for different bodies, or give the body none.
 */
const isKept = ({ document, pages }: FoundDocument): boolean =>
  pages().every(({ path, models }) => {
    const content = objectAt(document, 'paths', path, 'post', 'requestBody', 'content')
    const reference = textAt(content, 'application/json', 'schema', '$ref')
    return reference === `#/components/schemas/${componentName(models[0] ?? '')}Request`
  })

const keptContract = ({ document, form, origin, pages }: FoundDocument): PageContract => {
  const read = readOpenApiBlock(origin, { value: document, problems: origin.problems }, form)
  const problems = pages().flatMap((page) => page.problems)
  return withoutWarnings({ ...read, problems: problems.length > 0 ? problems : read.problems })
}

const describedContract = (
  imported: ImportedPage,
  { page, outline }: OpenedPage,
  documented: PageForm | undefined,
): PageContract => {
  const hasFences = outline.some(({ fences }) => fences.length > 0)
  const form = documented ?? (hasFences ? 'markdown' : 'playground')
  const sections = form === 'playground' ? sectionsOfLines(page.lines) : outline
  const calls = callsShownIn(sections, new URL(imported.baseUrl + imported.path))
  const document = describedDocument(imported, calls)
  return withoutWarnings({
    file: imported.file,
    title: imported.title,
    form,
    document: document as unknown as OpenAPIV3_1.Document,
    problems: imported.problems,
  })
}

const withoutWarnings = (contract: PageContract): PageContract => {
  const odd = contract.problems.find(({ severity }) => severity !== 'note')
  if (odd) throw new PageError(contract.file, odd.place, `a page without oddities (${odd.message})`)
  return contract
}

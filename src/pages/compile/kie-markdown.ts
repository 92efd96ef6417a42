import { outlineOf, placeOf, type Section } from '../text/outline.ts'
import { type PageContract, PageError, type PageProblem, type PageText } from '../text/page.ts'
import { kieDocument } from './kie-document.ts'
import { type CallSections, callOf, callsIn, statusCodes, tableWith } from './kie-markdown-calls.ts'
import { inputParameter, rootParameter } from './kie-markdown-parameters.ts'
import type { Parameter } from './kie-parameters.ts'
import { type Row, unquoted } from './markdown.ts'

type Report = (problem: PageProblem) => void

/** Reads a Kie model page in Markdown: tables for the envelope, a bullet list under a heading per input parameter. */
export const readKieMarkdown = (page: PageText): PageContract => {
  const problems: PageProblem[] = []
  const report: Report = (problem) => problems.push(problem)
  const outline = outlineOf(page)
  refuseHuge(page, outline)
  const calls = callsIn(outline)
  const create = calls.find((call) => call.method === 'post')
  if (!create) throw missing(page, 'a section with `**URL**: POST https://…`, the call that creates a task')
  const query = calls.find((call) => call.method === 'get')
  const statuses = outline.flatMap(statusCodes)
  if (!query) report({ severity: 'warning', place: 'end of page', message: 'no call that reads a task' })
  if (statuses.length === 0)
    report({ severity: 'warning', place: 'end of page', message: 'no table with a "Status Code" column' })

  const first = outline.find((section) => section.depth > 0)
  const title = first?.title ?? ''
  const description = first?.prose.trim().replace(/^>\s*/, '') ?? ''
  const request = requestOf(page, create, report)
  const callData = { create: callOf(create, report), query: query && callOf(query, report) }
  const document = kieDocument(
    {
      file: page.file,
      title,
      description,
      ...request,
      ...callData,
      callbackExamples: [],
      statusCodes: statuses,
    },
    report,
  )
  return { file: page.file, title, form: 'kie-markdown', document, problems }
}

interface Request {
  readonly model: string
  readonly root: readonly Parameter[]
  readonly input: readonly Parameter[]
}

const requestOf = (page: PageText, { sections }: CallSections, report: Report): Request => {
  const table = tableWith(sections, 'required')
  if (!table) throw missing(page, 'a request parameter table with a "Required" column', sections[0])
  const model = modelIn(sections, table.rows)
  if (model === undefined)
    throw missing(page, 'the model name in backticks in the row of `model`', table.section)
  const input = sections.filter(({ above }) => above.some((title) => /\binput\b.*\bparam/i.test(title)))
  if (input.length === 0)
    throw missing(
      page,
      'a heading with "input … Parameters" and a heading per parameter below it',
      sections[0],
    )
  return {
    model,
    root: table.rows.map((row) => rootParameter(row, table.section)),
    input: input.map((section) => inputParameter(section, report)),
  }
}

const modelIn = (sections: readonly Section[], rows: readonly Row[]): string | undefined => {
  const row = rows.find((candidate) => unquoted(candidate.parameter ?? '') === 'model')
  const format = tableWith(sections, 'value')?.rows.find((candidate) =>
    /format/i.test(candidate.property ?? ''),
  )
  return (
    /`([^`\s]+)`/.exec(row?.description ?? '')?.[1] ?? (format?.value ? unquoted(format.value) : undefined)
  )
}

// The Markdown parser takes 75 ms for 10 KB, and quadratic time for some paragraphs. Real pages have 10 KB.
const largestPage = 128 * 1024
const largestSection = 16 * 1024
const mostLines = 400

const refuseHuge = (page: PageText, outline: readonly Section[]): void => {
  if (page.lines.reduce((size, line) => size + line.length + 1, 0) > largestPage)
    throw new PageError(page.file, 'line 1', 'a Markdown page of at most 128 KiB')
  const huge = outline.find(
    ({ prose }) => prose.length > largestSection || prose.split('\n').length > mostLines,
  )
  if (huge) throw new PageError(page.file, placeOf(huge), 'a section of at most 16 KiB and 400 lines')
}

const missing = (page: PageText, expected: string, section?: Section): PageError =>
  new PageError(page.file, section ? placeOf(section) : `line ${page.lines.length}`, expected)

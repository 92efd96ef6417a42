import type { Json } from './json.ts'
import { type Call, type Example, kieDocument, type ResponseField } from './kie-document.ts'
import { numberIn, type Option, type Parameter } from './kie-parameters.ts'
import { type Bullet, bulletsOf, labelled, type Row, tablesOf, unquoted } from './markdown.ts'
import { outlineOf, type Section } from './outline.ts'
import { type PageContract, PageError, type PageProblem, type PageText } from './page.ts'

/** Reads a Kie model page in Markdown: tables for the envelope, a bullet list under a heading per input parameter. */
export const readKieMarkdown = (page: PageText): PageContract => {
  const problems: PageProblem[] = []
  const report = (problem: PageProblem): number => problems.push(problem)
  const outline = outlineOf(page)
  refuseHuge(page, outline)
  const calls = callsIn(outline)
  const create = calls.find((call) => call.method === 'post')
  if (!create) throw missing(page, 'a section with `**URL**: POST https://…`, the call that creates a task')
  const query = calls.find((call) => call.method === 'get')

  const rootTable = tableWith(create.sections, 'required')
  if (!rootTable)
    throw missing(page, 'a request parameter table with a "Required" column', create.sections[0])
  const root = rootTable.rows.map((row) => rootParameter(row, rootTable.section))
  const model = modelIn(create.sections, rootTable.rows)
  if (model === undefined)
    throw missing(page, 'the model name in backticks in the row of `model`', rootTable.section)
  const input = create.sections
    .filter((section) => section.above.some((title) => /\binput\b.*\bparam/i.test(title)))
    .map((section) => inputParameter(section, report))
  if (input.length === 0)
    throw missing(
      page,
      'a heading with "input … Parameters" and a heading per parameter below it',
      create.sections[0],
    )

  if (!query) report({ severity: 'warning', place: 'end of page', message: 'no call that reads a task' })
  const codes = outline.flatMap((section) => statusCodes(section))
  if (codes.length === 0)
    report({ severity: 'warning', place: 'end of page', message: 'no table with a "Status Code" column' })
  const read = (call: CallSections): Call => ({
    method: call.method,
    server: call.url.origin,
    path: call.url.pathname,
    requestExamples: call === create ? examples(call.sections, /request/i, report) : [],
    responseExamples: examples(call.sections, /response/i, report),
    responseFields: responseFields(call.sections),
  })
  const first = outline.find((section) => section.depth > 0)
  const document = kieDocument(
    {
      file: page.file,
      title: first?.title ?? model,
      description: first?.prose.trim().replace(/^>\s*/, '') ?? '',
      model,
      create: read(create),
      query: query && read(query),
      root,
      input,
      callbackExamples: [],
      statusCodes: codes,
    },
    report,
  )
  return { file: page.file, title: first?.title ?? model, form: 'kie-markdown', document, problems }
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

const placeOf = (section: Section): string => `line ${section.line} "${section.title}"`

interface CallSections {
  readonly method: 'get' | 'post'
  readonly url: URL
  readonly sections: readonly Section[]
}

/** Each `**URL**` bullet opens a call; the sections up to the next one, or to a more important heading, belong to it. */
const callsIn = (outline: readonly Section[]): readonly CallSections[] => {
  const starts = outline.flatMap((section, index) => {
    const match =
      /^[ \t]*[-*][ \t]+\*\*(?:URL|Endpoint):?\*\*:?[ \t]*`?(GET|POST)[ \t]+(https?:\/\/[^\s`]+)/im.exec(
        section.prose,
      )
    const url = match?.[2]
    return url && URL.canParse(url) ? [{ index, method: match[1], url: new URL(url) }] : []
  })
  return starts.map(({ index, method, url }, position) => {
    const depth = outline[index]?.depth ?? 0
    const next = starts[position + 1]?.index ?? outline.length
    const above = outline.findIndex((section, at) => at > index && section.depth < depth)
    const end = Math.min(next, above === -1 ? outline.length : above)
    return {
      method: method?.toUpperCase() === 'GET' ? 'get' : 'post',
      url,
      sections: outline.slice(index, end),
    }
  })
}

const tableWith = (
  sections: readonly Section[],
  column: string,
): { readonly section: Section; readonly rows: readonly Row[] } | undefined => {
  for (const section of sections)
    for (const rows of tablesIn(section)) if (rows[0] && column in rows[0]) return { section, rows }
  return undefined
}

/** Sections without a pipe have no table: the Markdown parser is slow, so it is not asked. */
const tablesIn = (section: Section): readonly (readonly Row[])[] =>
  section.prose.includes('|') ? tablesOf(section.prose) : []

const rootParameter = (row: Row, section: Section): Parameter => {
  const description = row.description ?? ''
  return {
    name: unquoted(row.parameter ?? row.property ?? row.name ?? ''),
    place: placeOf(section),
    type: row.type ?? '',
    isRequired: isYes(row.required),
    description: description.replace(/Example:\s*`[^`]*`$/, '').trim(),
    exampleText: /Example:\s*`([^`]*)`/.exec(description)?.[1],
  }
}

const isYes = (text: string | undefined): boolean => /^(yes|true|required)\b/i.test(unquoted(text ?? ''))

const modelIn = (sections: readonly Section[], rows: readonly Row[]): string | undefined => {
  const row = rows.find((candidate) => unquoted(candidate.parameter ?? '') === 'model')
  const format = tableWith(sections, 'value')?.rows.find((candidate) =>
    /format/i.test(candidate.property ?? ''),
  )
  return (
    /`([^`\s]+)`/.exec(row?.description ?? '')?.[1] ?? (format?.value ? unquoted(format.value) : undefined)
  )
}

const inputParameter = (section: Section, report: (problem: PageProblem) => void): Parameter => {
  const place = placeOf(section)
  const facts = new Map<string, Bullet & { readonly value: string }>()
  for (const bullet of bulletsOf(section.prose)) {
    const fact = labelled(bullet.text)
    if (fact) facts.set(fact.label, { ...bullet, value: fact.value })
    else report({ severity: 'note', place, message: `a bullet without a label: ${bullet.text.slice(0, 80)}` })
  }
  for (const label of facts.keys())
    if (!knownLabels.has(label))
      report({ severity: 'note', place, message: `the fact "${label}" is not read` })
  if (!facts.has('type')) report({ severity: 'warning', place, message: 'no type is given' })
  const text = (label: string): string | undefined => facts.get(label)?.value
  const sample = text('default value') ?? text('default')
  const options = facts.get('options')?.bullets.map(optionOf)
  return {
    name: unquoted(section.title),
    place,
    type: unquoted(text('type') ?? 'string'),
    isRequired: isYes(text('required')),
    description: text('description'),
    options: options && options.length > 0 ? options : undefined,
    defaultText: sample === undefined ? undefined : unquoted(sample),
    minLength: numberIn(text('min length')),
    maxLength: numberIn(text('max length')),
    minimum: numberIn(text('minimum') ?? text('min value') ?? text('min')),
    maximum: numberIn(text('maximum') ?? text('max value') ?? text('max')),
    multipleOf: numberIn(text('step')),
    fileTypes: text('accepted file types')?.split(/\s*,\s*/),
    maxFileSize: text('max file size'),
  }
}

const knownLabels = new Set([
  'type',
  'required',
  'description',
  'options',
  'default value',
  'default',
  'min length',
  'max length',
  'minimum',
  'min value',
  'min',
  'maximum',
  'max value',
  'max',
  'step',
  'accepted file types',
  'max file size',
])

/** `` `16:9`: wide `` is the value 16:9 with the label "wide". */
const optionOf = (bullet: Bullet): Option => {
  const [, quoted, label] = /^`([^`]*)`\s*:?\s*(.*)$/s.exec(bullet.text) ?? []
  return quoted === undefined
    ? { value: bullet.text, label: bullet.text }
    : { value: quoted, label: label ?? quoted }
}

const examples = (
  sections: readonly Section[],
  title: RegExp,
  report: (problem: PageProblem) => void,
): readonly Example[] =>
  sections
    .filter((section) => title.test(section.title) && /example/i.test(section.title))
    .flatMap((section) =>
      section.fences.flatMap((fence): Example[] => {
        try {
          return [{ place: section.title, value: JSON.parse(fence.text) as Json }]
        } catch {
          const message = `"${section.title}" is not valid JSON`
          report({ severity: 'warning', place: `line ${fence.line}`, message })
          return []
        }
      }),
    )

const responseFields = (sections: readonly Section[]): readonly ResponseField[] => {
  const section = sections.find(({ title }) => /response/i.test(title) && /param|field/i.test(title))
  const [rows = []] = section ? tablesIn(section) : []
  return rows.map((row) => ({
    name: unquoted(row.parameter ?? row.field ?? ''),
    type: row.type,
    description: row.description ?? '',
  }))
}

const statusCodes = (section: Section): readonly { readonly code: string; readonly description: string }[] =>
  tablesIn(section)
    .filter((rows) => rows[0] && 'status code' in rows[0])
    .flat()
    .map((row) => ({ code: unquoted(row['status code'] ?? ''), description: row.description ?? '' }))
    .filter(({ code }) => /^\d{3}$/.test(code))

import type { Json } from '../../contracts/check/json.ts'
import type { Section } from '../text/outline.ts'
import type { PageProblem } from '../text/page.ts'
import type { ResponseField } from './answer-schema.ts'
import type { Call, Example } from './kie-document.ts'
import { type Row, tablesOf, unquoted } from './markdown.ts'

/** A call of the API and the sections that describe it. */
export interface CallSections {
  readonly method: 'get' | 'post'
  readonly url: URL
  readonly sections: readonly Section[]
}

/** Each `**URL**` bullet opens a call; the sections up to the next one, or to a more important heading, belong to it. */
export const callsIn = (outline: readonly Section[]): readonly CallSections[] => {
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

type Report = (problem: PageProblem) => void

/** What the sections of a call say about it. */
export const callOf = ({ method, url, sections }: CallSections, report: Report): Call => ({
  method,
  server: url.origin,
  path: url.pathname,
  requestExamples: method === 'post' ? examples(sections, /request/i, report) : [],
  responseExamples: examples(sections, /response/i, report),
  responseFields: responseFields(sections),
})

/** The first table with a column of this title. */
export const tableWith = (
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

const examples = (sections: readonly Section[], title: RegExp, report: Report): readonly Example[] =>
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

/** The rows of an error table. */
export const statusCodes = (
  section: Section,
): readonly { readonly code: string; readonly description: string }[] =>
  tablesIn(section)
    .filter((rows) => rows[0] && 'status code' in rows[0])
    .flat()
    .map((row) => ({ code: unquoted(row['status code'] ?? ''), description: row.description ?? '' }))
    .filter(({ code }) => /^\d{3}$/.test(code))

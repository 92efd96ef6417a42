import type { Json } from '../../contracts/check/json.ts'
import { plain, type Table } from '../text/blocks.ts'
import { objectsIn } from '../text/bodies.ts'
import { type Section, sectionOf } from '../text/outline.ts'
import { callsIn } from '../wording/spoken-call.ts'
import type { AnswerField } from './answer-schema.ts'

/** A JSON example on a page, and the heading above it. */
export interface Example {
  readonly place: string
  readonly value: Json
}

/** A call of the API as a page shows it: by examples, tables of fields, tables of codes. */
export interface ShownCall {
  readonly method: 'get' | 'post'
  readonly path: string
  /** The parameters of the query that its examples send. */
  readonly query: readonly string[]
  readonly requests: readonly Example[]
  readonly answers: readonly Example[]
  readonly fields: readonly AnswerField[]
}

export interface ShownCalls {
  readonly create: ShownCall
  /** The first call that only reads. */
  readonly retrieve?: ShownCall | undefined
  readonly callbacks: readonly Example[]
  readonly statuses: readonly { readonly code: string; readonly description: string }[]
}

interface Told {
  readonly url: URL
  readonly isRead: boolean
  readonly sections: Section[]
}

/** What the sections of a page show of its calls: each section is about the call that was named last. */
export const callsShownIn = (outline: readonly Section[], create: URL): ShownCalls => {
  const told: Told[] = [{ url: create, isRead: false, sections: [] }]
  for (const section of outline) {
    const [call] = callsIn(section).filter(({ url }) => URL.canParse(url))
    if (call) {
      const isRead = call.method === 'GET'
      const url = new URL(call.url)
      const known = told.find((each) => each.isRead === isRead && each.url.pathname === url.pathname)
      if (known) told.push(...told.splice(told.indexOf(known), 1))
      else told.push({ url, isRead, sections: [] })
      // The example of a query shows its parameters.
      for (const [name, value] of url.searchParams) known?.url.searchParams.set(name, value)
    }
    told.at(-1)?.sections.push(section)
  }
  const retrieve = told.find(({ isRead }) => isRead)
  const written = told.find(({ isRead, url }) => !isRead && url.pathname === create.pathname)
  return {
    create: shown(written ?? { url: create, isRead: false, sections: [] }),
    retrieve: retrieve && shown(retrieve),
    callbacks: examplesIn(outline, /callback/i),
    statuses: outline.flatMap(statusesIn),
  }
}

const shown = ({ url, isRead, sections }: Told): ShownCall => ({
  method: isRead ? 'get' : 'post',
  path: url.pathname,
  query: [...new Set(url.searchParams.keys())],
  requests: isRead ? [] : examplesIn(sections, /request/i),
  answers: examplesIn(sections, /response/i),
  fields: fieldsIn(sections),
})

/** The objects below headings such as "Response Example". A sketch of a structure is not an example. */
const examplesIn = (sections: readonly Section[], title: RegExp): readonly Example[] =>
  sections
    .filter((section) => title.test(section.title) && /example/i.test(section.title))
    .flatMap((section) =>
      [...section.fences.map(({ text }) => text), section.fences.length === 0 ? section.prose : '']
        .flatMap((text) => objectsIn(text))
        .map((value) => ({ place: section.title, value })),
    )

const fieldsIn = (sections: readonly Section[]): readonly AnswerField[] => {
  const section = sections.find(({ title }) => /response/i.test(title) && /param|field/i.test(title))
  if (section === undefined) return []
  const [table] = section.tables
  return table ? rowsOf(table).map(fieldOf) : fieldsOnLines(section.prose.split('\n'))
}

const fieldOf = (row: ReadonlyMap<string, string>): AnswerField => ({
  name: plain(row.get('parameter') ?? row.get('field') ?? ''),
  type: row.get('type'),
  description: row.get('description') ?? '',
})

/** Name and description on alternating lines. */
const fieldsOnLines = (lines: readonly string[]): readonly AnswerField[] => {
  const fields: AnswerField[] = []
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const name = lines[index] ?? ''
    if (!/^[a-z][\w.]*$/.test(name)) break
    fields.push({ name, description: lines[index + 1] ?? '' })
  }
  return fields
}

/** The rows of a table of codes. */
const statusesIn = (section: Section): ShownCalls['statuses'] =>
  section.tables
    .filter(({ titles }) => titles.includes('status code'))
    .flatMap(rowsOf)
    .map((row) => ({ code: plain(row.get('status code') ?? ''), description: row.get('description') ?? '' }))
    .filter(({ code }) => /^\d{3}$/.test(code))

const rowsOf = ({ titles, rows }: Table): readonly ReadonlyMap<string, string>[] =>
  rows.map((cells) => new Map(titles.map((title, index) => [title, cells[index] ?? ''])))

/** A page without marks, whose headings are lines such as "Response Example", as sections. */
export const sectionsOfLines = (lines: readonly string[]): readonly Section[] => {
  const starts = lines.flatMap((line, index) =>
    /^[A-Z][\w ]*(?:Example|Structure|Fields|Parameters|Notifications|Notes)$/.test(line.trim())
      ? [index]
      : [],
  )
  return starts.map((start, index) => {
    const prose = lines.slice(start + 1, starts[index + 1]).join('\n')
    return sectionOf({
      title: (lines[start] ?? '').trim(),
      depth: 1,
      line: start + 1,
      above: [],
      prose,
      fences: [],
    })
  })
}

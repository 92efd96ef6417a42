import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { svgOf } from './chart.ts'
import { markdownOf, type Table } from './table.ts'

/** Where and how the figures were measured. */
export interface Conditions {
  readonly date: string
  readonly machine: string
  readonly node: string
  readonly load: string
  /** What could not be measured. */
  readonly failed: readonly string[]
  readonly minutes: number
}

const slug = (title: string): string => title.toLowerCase().replaceAll(/[^a-z\d]+/g, '-')

const INTRODUCTION = `# Benchmarks

\`\`\`sh
npm run build
npm run bench
\`\`\`

This page and its charts are written by the run; it keeps the last two sections as they are. Every speed is a ratio against a baseline of the same run, in alternating rounds, after some
that warm up: the median of the rounds' ratios, and how far the middle half of them lies apart. The machine's own numbers mean little: those of
one table may differ by half from row to row. A server has all its
threads on one core, the load comes from the other. "CPU" is the server's CPU time per request, which a busy machine changes least.

\`npm run bench -- start\` measures only what is named, and prints it: \`start\`, \`throughput\`, \`scale\`, \`state\`, \`memory\`, \`callbacks\`, \`client\`, \`size\`.
\`--peers\` installs other simulators into a temporary folder, and puts their table on this page. \`--short\` is what the gate runs: seconds, and it fails only on a ratio far off.
`

const section = (table: Table): string =>
  [
    `## ${table.title}`,
    table.about,
    markdownOf(table),
    `![${table.chart.scale}](charts/${slug(table.title)}.svg)`,
  ].join('\n\n')

/** Sections that a whole run leaves as they are: the others are measured by themselves, and the reasons are written by hand. */
const KEPT = ['Other simulators', 'What an aim that is missed consists of']

/** The sections of a page, by title. */
const sectionsOf = (page: string): ReadonlyMap<string, string> =>
  new Map(
    page
      .split(/^(?=## )/m)
      .slice(1)
      .map((text) => [/^## (.*)/.exec(text)?.[1] ?? '', text.trim()]),
  )

const readPage = (folder: string): string => {
  const file = join(folder, 'README.md')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

const writePage = (folder: string, parts: readonly string[]): void =>
  writeFileSync(join(folder, 'README.md'), `${parts.map((part) => part.trim()).join('\n\n')}\n`)

const writeCharts = (folder: string, tables: readonly Table[]): void => {
  mkdirSync(join(folder, 'charts'), { recursive: true })
  for (const { title, chart } of tables)
    writeFileSync(join(folder, 'charts', `${slug(title)}.svg`), svgOf(chart))
}

const measuredText = ({ date, machine, node, load, failed, minutes }: Conditions): string =>
  `Measured ${date} on ${machine}, Node ${node}, load by ${load}, in ${minutes.toFixed(0)} minutes.${failed.length === 0 ? '' : ` Not measured, as it failed: ${failed.join(', ')}.`}`

/** Writes `bench/README.md` and a chart for each table. */
export const writeReadme = (folder: string, tables: readonly Table[], conditions: Conditions): void => {
  const before = sectionsOf(readPage(folder))
  writeCharts(folder, tables)
  const kept = KEPT.flatMap((title) => before.get(title) ?? [])
  writePage(folder, [INTRODUCTION, measuredText(conditions), ...tables.map(section), ...kept])
}

/** Puts one table into `bench/README.md`, in place of the one of that title or before what is kept after it. */
export const writeSection = (folder: string, table: Table, conditions: Conditions): void => {
  const page = readPage(folder)
  const before = sectionsOf(page)
  writeCharts(folder, [table])
  const own = section({ ...table, about: `${table.about} ${measuredText(conditions)}` })
  const last = KEPT.flatMap((title) => (title === table.title ? own : (before.get(title) ?? [])))
  const others = [...before].flatMap(([title, text]) => (KEPT.includes(title) ? [] : text))
  writePage(folder, [page.split(/^## /m)[0] ?? '', ...others, ...last])
}

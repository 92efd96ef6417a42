import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
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

This page and its charts are written by the run. Every speed is a ratio against a baseline of the same run, in alternating rounds after one
that warms up: the median of the rounds' ratios, and how far the middle half of them lies apart. The machine's own numbers mean little: those of
one table may differ by half from row to row. A server has all its
threads on one core, the load comes from the other. "CPU" is the server's CPU time per request, which a busy machine changes least.

\`npm run bench -- start\` measures only what is named, and prints it: \`start\`, \`throughput\`, \`scale\`, \`state\`, \`memory\`, \`callbacks\`, \`client\`, \`size\`.
\`--peers\` installs other simulators into a temporary folder and measures them too. \`--short\` is what the gate runs: seconds, and it fails only on a ratio far off.
`

const section = (table: Table): string =>
  [
    `## ${table.title}`,
    table.about,
    markdownOf(table),
    `![${table.chart.scale}](charts/${slug(table.title)}.svg)`,
  ].join('\n\n')

/** Writes `bench/README.md` and a chart for each table. */
export const writeReadme = (folder: string, tables: readonly Table[], conditions: Conditions): void => {
  const { date, machine, node, load, failed, minutes } = conditions
  const charts = join(folder, 'charts')
  rmSync(charts, { recursive: true, force: true })
  mkdirSync(charts, { recursive: true })
  for (const { title, chart } of tables) writeFileSync(join(charts, `${slug(title)}.svg`), svgOf(chart))
  const measured = `Measured ${date} on ${machine}, Node ${node}, load by ${load}, in ${minutes.toFixed(0)} minutes.${failed.length === 0 ? '' : ` Not measured, as it failed: ${failed.join(', ')}.`}`
  writeFileSync(
    join(folder, 'README.md'),
    `${[INTRODUCTION.trim(), measured, ...tables.map(section)].join('\n\n')}\n`,
  )
}

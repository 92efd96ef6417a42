/** One contradiction as `specs/contradictions.yaml` lists it. */
export interface ListedContradiction {
  readonly topic: string
  /** Where compiling finds it, as JSON pointers. */
  readonly found?: readonly string[]
  /** Fields that two answers describe differently. */
  readonly fields?: readonly string[]
  /** Statuses that two operations describe differently. */
  readonly statuses?: readonly string[]
  readonly readings: Readonly<Record<string, string>>
  readonly wins: string
  readonly why: string
}

const start = '<!-- contradictions: written by `npm run specs` from contradictions.yaml -->'
const end = '<!-- end of contradictions -->'

/** The README with the tables of contradictions between its two marks. */
export const withContradictions = (
  readme: string,
  listed: Readonly<Record<string, readonly ListedContradiction[]>>,
): string => {
  const [before, rest] = readme.split(start)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`specs/README.md has lost a mark: ${start} … ${end}`)
  const tables = Object.entries(listed).map(([provider, rows]) => `### ${provider}\n\n${table(rows)}`)
  return [before, start, '\n\n', tables.join('\n\n'), '\n\n', end, after].join('')
}

const table = (rows: readonly ListedContradiction[]): string =>
  ['| about | the pages say | the contract says | why |', '|---|---|---|---|', ...rows.map(row)].join('\n')

const row = ({ topic, readings, wins, why }: ListedContradiction): string => {
  const says = Object.entries(readings).map(([page, reading]) => `${page}: ${reading}`)
  return `| ${[topic, says.join(' <br> '), wins, why].map(cell).join(' | ')} |`
}

const cell = (text: string): string => text.trim().replaceAll('|', '\\|').replaceAll('\n', ' ')

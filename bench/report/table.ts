/** One bar of a chart. */
export interface Bar {
  readonly label: string
  readonly value: number
}

/** Bars on one scale. */
export interface Chart {
  /** What the length of a bar means: `requests per second, as a share of bare Fastify`. */
  readonly scale: string
  readonly bars: readonly Bar[]
  /** A value that is aimed at, drawn as a line. */
  readonly aim?: number
  /** Whether a shorter bar is better. */
  readonly lessIsBetter?: boolean
}

/** What one measurement came to, as a person reads it. */
export interface Table {
  readonly title: string
  /** A sentence or two: what is compared with what. */
  readonly about: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly chart: Chart
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A table in Markdown; all columns but the first are numbers. */
export const markdownOf = ({ columns, rows }: Table): string =>
  [
    line(columns),
    line(columns.map((_column, index) => (index === 0 ? '---' : '--:'))),
    ...rows.map(line),
  ].join('\n')

/** `46,970`. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** `0.65`. */
export const ratio = (value: number): string => value.toFixed(2)

/** `±4 %`: half of the middle half. */
export const percent = (share: number): string => `±${Math.round((share / 2) * 100)} %`

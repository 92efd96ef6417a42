/** Writes the tables of docs/grade-matrix.md and docs/grade-meaning.md. */
import { readFileSync } from 'node:fs'
import { CAP_RULES } from '../src/grade/caps.ts'
import { obligations } from '../src/grade/obligations/index.ts'
import { documentWith } from './marked-table.ts'

export const LANGUAGES = ['node', 'python'] as const
export type Language = (typeof LANGUAGES)[number]

/** What one client with one mistake broke. */
export interface MatrixRow {
  /** Of the obligation that the mistake breaks. */
  readonly verdict: string
  /** In how many situations the mistake could show. */
  readonly situations: number
  /** Others of the same axis that it breaks. */
  readonly beside: readonly string[]
  /** Failures in other axes: none, if the grader tells mistakes apart. */
  readonly elsewhere: readonly string[]
  /** Failures in other axes that the obligation states as its consequence. */
  readonly implied?: readonly string[]
  /** The day it was graded. */
  readonly on: string
}

/** Mistake → language → row, as `npm run grade:matrix` leaves it. */
export type Matrix = Record<string, Partial<Record<Language, MatrixRow>>>

export const MATRIX_FILE = 'test/fixtures/grade/matrix.json'

export const readMatrix = (): Matrix => JSON.parse(readFileSync(MATRIX_FILE, 'utf8')) as Matrix

/** What a careful client with a harmless habit was blamed for: nothing, if the grader is fair. */
export interface HabitRow {
  /** In how many situations it was run. */
  readonly situations: number
  readonly alarms: readonly string[]
  readonly on: string
}

/** Each habit, with what it is. */
export const HABITS: Readonly<Record<string, string>> = JSON.parse(
  readFileSync('test/grade/clients/habits.json', 'utf8'),
)

export const HABITS_FILE = 'test/fixtures/grade/habits.json'

export const readHabits = (): Record<string, HabitRow | undefined> =>
  JSON.parse(readFileSync(HABITS_FILE, 'utf8')) as Record<string, HabitRow | undefined>

const row = (cells: readonly string[]): string =>
  `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`

const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(head), row(head.map(() => '---')), ...rows].join('\n')

const cell = (result: MatrixRow | undefined): string => {
  if (result === undefined) return 'not run'
  const { verdict, elsewhere, implied = [] } = result
  if (implied.length > 0) return `${verdict}; implies ${implied.length} others`
  if (elsewhere.length === 0) return verdict
  return `${verdict}; also ${elsewhere.length > 3 ? `${elsewhere.length} others` : elsewhere.join(', ')}`
}

const matrixTable = (matrix: Matrix): string =>
  table(
    ['obligation', 'the one mistake of the client', 'Node', 'Python', 'of its axis, too'],
    obligations.map(({ id, axis, says }) => {
      const { node, python } = matrix[id] ?? {}
      const beside = [...new Set([...(node?.beside ?? []), ...(python?.beside ?? [])])]
      const names = beside.map((each) => each.slice(axis.length + 1))
      return row([id, says, cell(node), cell(python), names.join(', ')])
    }),
  )

const habitsTable = (): string =>
  table(
    ['habit', '', 'situations', 'alarms'],
    Object.entries(HABITS).map(([habit, about]) => {
      const { situations, alarms } = readHabits()[habit] ?? { situations: 'not run', alarms: [] }
      return row([habit, about, String(situations), alarms.join(', ') || 'none'])
    }),
  )

const datesOf = (matrix: Matrix): string => {
  const days = Object.values(matrix).flatMap(({ node, python }) => [node?.on ?? [], python?.on ?? []].flat())
  const [first, last] = [days.sort().at(0), days.sort().at(-1)]
  return `Graded ${first === last ? `on ${first}` : `from ${first} to ${last}`}.`
}

const capsTable = (): string =>
  table(
    ['rule', 'meaning', 'at most', 'when one of these is broken'],
    CAP_RULES.map(({ id, means, cap, obligations: ids, verdict }) =>
      row([
        id,
        means,
        cap,
        `${ids.join(', ').replace(/^\*$/, 'any')}${verdict === 'untestable' ? ' (untestable)' : ''}`,
      ]),
    ),
  )

export const gradeDocs = (): readonly (readonly [string, string])[] => {
  const matrix = readMatrix()
  return [
    documentWith('docs/grade-matrix.md', {
      dates: datesOf(matrix),
      matrix: matrixTable(matrix),
      habits: habitsTable(),
    }),
    documentWith('docs/grade-meaning.md', { caps: capsTable() }),
  ]
}

import { writeFileSync } from 'node:fs'
import { obligations } from '../src/grade/obligations/index.ts'

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
}

/** Mistake → language → row. */
export type Matrix = Record<string, Partial<Record<'node' | 'python', MatrixRow>>>

const cell = (row: MatrixRow | undefined): string => {
  if (row === undefined) return '—'
  return row.elsewhere.length === 0 ? row.verdict : `${row.verdict}; also ${row.elsewhere.join(', ')}`
}

export const matrixPage = (matrix: Matrix): string => {
  const rows = obligations.map(({ id, says }) => {
    const { node, python } = matrix[id] ?? {}
    const beside = [...new Set([...(node?.beside ?? []), ...(python?.beside ?? [])])]
    return `| ${id} | ${says.replaceAll('|', '\\|')} | ${cell(node)} | ${cell(python)} | ${beside.map((each) => each.split('/')[1]).join(', ')} |`
  })
  return `${HEAD}\n| obligation | the one mistake of the client | Node | Python | others of its axis |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}

const HEAD = `# One mistake, one obligation

Can the grader tell mistakes apart? There are two careful clients,
[one in Node](../test/grade/clients/switchable.mjs) and [one in Python](../test/grade/clients/switchable.py), with a switch for
each obligation. Without a switch they break nothing. With one, they make exactly that mistake: the obligation must be broken, and
nothing in any other axis may fail. The table is written by \`npm run grade:matrix\` from what the clients did (provider Kie,
profile \`documented\`; the callbacks axis with a receiver).

A mistake that breaks a *should* is a warning. Some mistakes break a neighbour of the same axis too: whoever orders again when
a task is slow also orders again when it never ends.
`

export const writeMatrixPage = (matrix: Matrix): void =>
  writeFileSync('docs/grade-matrix.md', matrixPage(matrix))

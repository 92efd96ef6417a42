/** Writes the table of `docs/bounds.md` from the bounds that the code goes by. */
import { type Bound, bounds } from '../src/simulator/bounds.ts'
import { documentWith } from './marked-table.ts'

const row = ({ most, of, beyond }: Bound): string => `| ${most.toLocaleString('en')} | ${of} | ${beyond} |`

const table = (): string =>
  ['| at most | of | beyond that |', '|--:|---|---|', ...Object.values(bounds).map(row)].join('\n')

/** `docs/bounds.md` with its table as it should be. */
export const boundsDoc = (): readonly [string, string] => documentWith('docs/bounds.md', { bounds: table() })

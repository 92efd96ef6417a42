/** Writes the table of `docs/notes.md` from the registry of notes. */
import { notes } from '../src/simulator/notes/index.ts'
import { documentWith } from './marked-table.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const table = (): string =>
  [
    '| note | notices | says |',
    '|---|---|---|',
    ...notes.map(({ name, notices, example }) => `| \`${name}\` | ${cell(notices)} | ${cell(example)} |`),
  ].join('\n')

/** `docs/notes.md` with its table as it should be. */
export const notesDoc = (): readonly [string, string] => documentWith('docs/notes.md', { notes: table() })

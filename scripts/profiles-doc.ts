/** Writes the tables of `docs/profiles.md` from the contracts. */
import { contracts, type ProviderContract } from '../src/contracts/index.ts'
import { profileLabel } from '../src/contracts/profile.ts'
import { documentWith } from './marked-table.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

const row = (cells: readonly (string | number)[]): string =>
  `| ${cells.map((text) => cell(String(text))).join(' | ')} |`

const differencesOf = ({ title, differences }: ProviderContract): readonly string[] =>
  differences.map(({ topic, documented, observed, seen, source }) =>
    row([title, topic, documented.says, observed.says, seen, source]),
  )

const wordsOf = ({ title, refusals, failures }: ProviderContract): readonly string[] => [
  ...Object.entries(refusals).map(([name, { code, message, from }]) =>
    row([title, `refused as=${name}`, code, message, from]),
  ),
  ...Object.entries(failures).map(([name, { code, message, from }]) =>
    row([title, `task-fails as=${name}`, code, message, from]),
  ),
]

const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(head), row(head.map(() => '---')), ...rows].join('\n')

/** `docs/profiles.md` with its tables as they should be. */
export const profilesDoc = (): readonly [string, string] => {
  const all = Object.values(contracts)
  return documentWith('docs/profiles.md', {
    revision: `\`${profileLabel('observed')}\``,
    differences: table(
      ['provider', 'what', 'documented', 'observed', 'seen', 'source'],
      all.flatMap(differencesOf),
    ),
    words: table(['provider', 'asked for', 'code', 'message', 'source'], all.flatMap(wordsOf)),
  })
}

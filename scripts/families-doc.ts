/** Writes the tables of `docs/families.md` from the data that the simulator goes by. */
import type { FamilyFact, ModelFamily } from '../src/contracts/family.ts'
import { contracts } from '../src/contracts/index.ts'
import { documentWith } from './marked-table.ts'

const row = ({ topic, says, source, from }: FamilyFact): string =>
  `| ${topic} | ${says} | ${source}: ${from} |`

const section = ({ title, models, facts }: ModelFamily): string =>
  [
    `## ${title}`,
    '',
    `Models: ${Object.keys(models)
      .map((model) => `\`${model}\``)
      .join(', ')}.`,
    '',
    '| topic | what is so | source |',
    '|---|---|---|',
    ...facts.map(row),
  ].join('\n')

/** `docs/families.md` with its tables as they should be. */
export const familiesDoc = (): readonly [string, string] =>
  documentWith('docs/families.md', {
    families: Object.values(contracts)
      .flatMap(({ families }) => families ?? [])
      .map(section)
      .join('\n\n'),
  })

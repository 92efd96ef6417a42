/** Makes the tables of `docs/faults.md` from the registry. */
import { faultRows } from '../src/simulator/faults/fault-rows.ts'
import { namedScenarios } from '../src/simulator/scenarios/named.ts'
import { documentWith } from './marked-table.ts'

const FILE = 'docs/faults.md'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const scenariosTable = (): string =>
  [
    '| scenario | what happens |',
    '|---|---|',
    ...namedScenarios().map(({ name, about }) => `| \`${name}\` | ${cell(about)} |`),
  ].join('\n')

type Row = ReturnType<typeof faultRows>[number]

const settingText = ({ name, form, about, default: usual }: Row['settings'][number]): string => {
  const unless = usual === null ? '' : `; ${usual}`
  return `\`${name}\`: ${about} (${form}${unless})`
}

const faultsTable = (): string =>
  [
    '| fault | catches | strikes | settings |',
    '|---|---|---|---|',
    ...faultRows().map(
      ({ name, catches, strikes, settings }) =>
        `| \`${name}\` | ${cell(catches)} | ${strikes.join(', ')} | ${settings.map(settingText).map(cell).join('<br>')} |`,
    ),
  ].join('\n')

/** `docs/faults.md` with its tables as they should be. */
export const faultsDoc = (): readonly [string, string] =>
  documentWith(FILE, { scenarios: scenariosTable(), faults: faultsTable() })

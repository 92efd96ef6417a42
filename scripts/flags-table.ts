import { formOf } from '../src/basics/setting.ts'
import { latency } from '../src/basics/setting-kinds.ts'
import { allFlagsOf } from '../src/cli/command.ts'
import { START_FLAGS } from '../src/cli/commands/start.ts'
import { commands } from '../src/cli/commands.ts'
import { COMMON_FLAGS, type Flag, type FlagTable, kebab } from '../src/cli/flags/flags.ts'
import type { HelpText } from '../src/cli/flags/help.ts'
import { type SettingName, settingNames, settingTable } from '../src/simulator/settings.ts'
import { documentWith } from './marked-table.ts'
import { typedExampleOf } from './options-types.ts'

/** The reference of every command in docs/cli.md, from the tables that the command line is read by. */

const settingOf = (flag: string): SettingName | undefined => settingNames.find((name) => kebab(name) === flag)

/** A bar would end a cell. */
const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replaceAll('  ', ' ')

const namesOf = (flag: string, { short }: Flag): string =>
  `${short === undefined ? '' : `\`-${short}\`, `}\`--${flag}\``

const usualOf = ({ byDefault }: Flag): string => (byDefault === undefined ? '' : `\`${byDefault}\``)

const aboutOf = ({ about, repeatable = false }: Flag): string =>
  repeatable && !about.includes('repeatable') ? `${about} (repeatable)` : about

const startRow = ([flag, given]: readonly [string, Flag]): string => {
  const name = settingOf(flag)
  const isLatency = name !== undefined && settingTable[name].kind === latency
  const form = isLatency ? 'a span of time, see below' : (given.form ?? '')
  const example = name === undefined ? '' : `\`${typedExampleOf(name)}\``
  return row(namesOf(flag, given), form, usualOf(given), example, aboutOf(given))
}

/** The table, from its head to the line after it. */
const startTable = (): string =>
  [
    '| flag | value | default | for example | what it does |',
    '|---|---|---|---|---|',
    ...Object.entries({ ...START_FLAGS, ...COMMON_FLAGS }).map(startRow),
    '',
    `A span of time is ${formOf(latency)}.`,
  ].join('\n')

const tableOf = (flags: FlagTable): readonly string[] =>
  Object.keys(flags).length === 0
    ? []
    : [
        '',
        '| flag | value | default | what it does |',
        '|---|---|---|---|',
        ...Object.entries(flags).map(([flag, given]) =>
          row(namesOf(flag, given), given.form ?? '', usualOf(given), aboutOf(given)),
        ),
      ]

interface Listed {
  readonly flags: FlagTable
  readonly help: HelpText
}

/** Flags that are those of start are not listed again. */
const ownFlags = ({ flags }: Listed): FlagTable =>
  Object.fromEntries(Object.entries(flags).filter(([flag, given]) => START_FLAGS[flag] !== given))

const takesFlagsOfStart = (command: Listed): boolean =>
  Object.keys(command.flags).length - Object.keys(ownFlags(command)).length > 5

const sectionOf = ([name, command]: readonly [string, Listed]): string => {
  const { usage, about, examples = [] } = command.help
  return [
    `### ${name}`,
    '',
    `\`${usage}\``,
    '',
    // A line of help that goes on in the next one is not a paragraph.
    about
      .replaceAll('<', '&lt;')
      .replaceAll(/(?<![.:])\n/g, ' ')
      .replaceAll('\n', '\n\n'),
    ...(examples.length === 0 ? [] : ['', '| for example | |', '|---|---|']),
    ...examples.map(([line, does]) => row(`\`${line}\``, does)),
    ...(takesFlagsOfStart(command) ? ['', 'It takes the flags of `start`, and:'] : []),
    ...tableOf(ownFlags(command)),
  ].join('\n')
}

const listed = await Promise.all(
  Object.entries(commands).map(async ([name, { load }]) => {
    const parts = await load()
    return [name, { help: parts.help, flags: await allFlagsOf(parts) }] as const
  }),
)

const otherCommands = (): string =>
  listed
    .filter(([name]) => name !== 'start')
    .map(sectionOf)
    .join('\n\n')

/** `docs/cli.md` with its tables as they should be. */
export const flagsDoc = (): readonly [string, string] =>
  documentWith('docs/cli.md', { flags: startTable(), commands: otherCommands() })

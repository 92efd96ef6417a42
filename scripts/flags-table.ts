import { COMMON_FLAGS, type Flag, kebab } from '../src/cli/flags.ts'
import { START_FLAGS } from '../src/cli/start.ts'
import { formOf } from '../src/simulator/setting.ts'
import { latency } from '../src/simulator/setting-kinds.ts'
import { type SettingName, settingNames, settingTable } from '../src/simulator/settings.ts'
import { documentWith } from './marked-table.ts'

/** The table of flags in docs/cli.md, as the settings say it should be. */

const settingOf = (flag: string): SettingName | undefined => settingNames.find((name) => kebab(name) === flag)

const row = ([flag, { short, form = '', about, byDefault }]: readonly [string, Flag]): string => {
  const name = settingOf(flag)
  const isLatency = name !== undefined && settingTable[name].kind === latency
  const names = `${short === undefined ? '' : `\`-${short}\`, `}\`--${flag}\``
  const usual = byDefault === undefined ? '' : `\`${byDefault}\``
  return `| ${names} | ${isLatency ? 'a span of time, see below' : form} | ${usual} | ${about} |`.replaceAll(
    '  ',
    ' ',
  )
}

/** The table, from its head to the line after it. */
const flagsTable = (): string =>
  [
    '| flag | value | default | what it does |',
    '|---|---|---|---|',
    ...Object.entries({ ...START_FLAGS, ...COMMON_FLAGS }).map(row),
    '',
    `A span of time is ${formOf(latency)}.`,
  ].join('\n')

/** `docs/cli.md` with its table of flags as it should be. */
export const flagsDoc = (): readonly [string, string] => documentWith('docs/cli.md', { flags: flagsTable() })

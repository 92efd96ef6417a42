import { COMMON_FLAGS, type Flag, kebab } from '../src/cli/flags.ts'
import { START_FLAGS } from '../src/cli/start.ts'
import { type SettingName, settingNames, settings } from '../src/simulator/settings.ts'
import { LATENCY_FORMS } from '../src/simulator/time/duration.ts'
import { documentWith } from './marked-table.ts'

/** The README's table of flags, as the settings say it should be. */

const settingOf = (flag: string): SettingName | undefined => settingNames.find((name) => kebab(name) === flag)

const spanText = (ms: number): string => (ms > 0 && ms % 1_000 === 0 ? `${ms / 1_000}s` : String(ms))

/** A default as a user would type it; empty where there is none, or where the description tells it. */
export const defaultText = (name: SettingName): string => {
  const { form, default: value } = settings[name]
  const isSpan = form?.includes('duration') ?? false
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return ''
  if (isSpan)
    return [value]
      .flat()
      .map((ms) => spanText(Number(ms)))
      .join()
  return String(value)
}

const formText = (form: string): string => (form === LATENCY_FORMS ? 'a span of time, see below' : form)

const row = ([flag, { short, form, about }]: readonly [string, Flag]): string => {
  const name = settingOf(flag)
  const value = name === undefined ? '' : defaultText(name)
  const names = `${short === undefined ? '' : `\`-${short}\`, `}\`--${flag}\``
  return `| ${names} | ${formText(form ?? '')} | ${value === '' ? '' : `\`${value}\``} | ${about} |`.replaceAll(
    '  ',
    ' ',
  )
}

/** The table, from its head to the line after it. */
export const flagsTable = (): string =>
  [
    '| flag | value | default | what it does |',
    '|---|---|---|---|',
    ...Object.entries({ ...START_FLAGS, ...COMMON_FLAGS }).map(row),
    '',
    `A span of time is one of: ${LATENCY_FORMS}.`,
  ].join('\n')

/** The README with its table of flags as it should be. */
export const flagsDoc = (): readonly [string, string] => documentWith('README.md', { flags: flagsTable() })

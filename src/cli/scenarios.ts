import type { Settings } from '../simulator/settings.ts'
import { readConfig, SETTING_FLAGS, scenariosOf } from './config.ts'
import { type FlagTable, type FlagValues, helpText } from './flags.ts'
import type { Io } from './io.ts'
import { START_FLAGS } from './start.ts'
import { EXIT } from './usage-error.ts'

const { config } = START_FLAGS
const { 'kie-webhook-key': key, progress } = SETTING_FLAGS

/** The settings that decide what a scenario can do, besides the file with your own. */
export const SCENARIOS_FLAGS: FlagTable = {
  json: { about: 'print one JSON object per line' },
  ...(config && { config }),
  ...(key && { 'kie-webhook-key': key }),
  ...(progress && { progress }),
}

export const scenariosHelp = (): string =>
  helpText(
    'Usage: stuntdouble scenarios [flags]',
    'Lists the scenarios, one line each: those that come with the simulator, and your own from the config file.\n' +
      'Choose one by --scenario, by the key (stunt.<scenario>.<anything>), by the header X-Stuntdouble-Scenario, or in a\n' +
      'prompt: [[stunt: <scenario>]].',
    SCENARIOS_FLAGS,
  )

/** Prints every scenario. Returns the exit code. */
export const scenarios = async (values: FlagValues, io: Io): Promise<number> => {
  const given: Partial<Settings> = await readConfig(values, io)
  const own = Object.keys(given.scenarios ?? {})
  const rows = [...scenariosOf(given).all.values()].map(({ name, about, notes = [] }) => ({
    name,
    about,
    source: own.includes(name) ? 'config' : 'built in',
    notes,
  }))
  const width = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.map((row) => {
    if (values.json) return JSON.stringify(row)
    const { name, about, source, notes } = row
    const mark = source === 'config' ? ' (from the config file)' : ''
    return [
      `${name.padEnd(width)}  ${about}${mark}`,
      ...notes.map((note) => `${' '.repeat(width)}  ${note}`),
    ].join('\n')
  })
  io.stdout.write(`${lines.join('\n')}\n`)
  return EXIT.ok
}

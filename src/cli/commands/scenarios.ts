import type { Latency } from '../../basics/duration.ts'
import { SettingError, shownValue } from '../../basics/setting.ts'
import { latency as latencyKind } from '../../basics/setting-kinds.ts'
import type { Rule } from '../../simulator/scenarios/rule.ts'
import type { Scenario } from '../../simulator/scenarios/scenario.ts'
import { rateLimit as rateLimitKind } from '../../simulator/simulator-kinds.ts'
import { readConfig, SETTING_FLAGS } from '../config/config.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import { type HelpText, widthOf, wrapped } from '../flags/help.ts'
import { EXIT, FlagError } from '../flags/usage-error.ts'
import { type Paint, paintFor } from '../terminal/colours.ts'
import type { Io } from '../terminal/io.ts'
import { START_FLAGS } from './start.ts'

const { config } = START_FLAGS

/** The settings that decide what a scenario can do, besides the file with your own. */
export const SCENARIOS_FLAGS: FlagTable = {
  json: { about: 'print one JSON object per line' },
  ...(config && { config }),
  // The settings that a fault's `idleBecause` asks for.
  ...Object.fromEntries(
    Object.entries(SETTING_FLAGS).filter(([name]) => name === 'progress' || name.endsWith('-webhook-key')),
  ),
}

export const SCENARIOS_HELP: HelpText = {
  usage: 'stuntdouble scenarios [NAME] [flags]',
  about:
    'Lists the scenarios: those that come with the simulator, and your own from the config file. With a name, shows the rules of one.\n' +
    'Choose one by --scenario, by the key (stunt.<scenario>.<anything>), by the header X-Stuntdouble-Scenario, or in a prompt: [[stunt: <scenario>]].',
  examples: [['stuntdouble scenarios flaky', 'shows one scenario with its rules']],
}

interface Row extends Scenario {
  readonly source: 'config' | 'built in'
  readonly isDefault: boolean
}

const marksOf = ({ source, isDefault }: Row): string =>
  `${isDefault ? ' (the default)' : ''}${source === 'config' ? ' (from the config file)' : ''}`

const listed = (rows: readonly Row[], width: number, paint: Paint): string => {
  const names = Math.max(...rows.map(({ name }) => name.length)) + 2
  const below = (text: string): readonly string[] =>
    wrapped(text, width - names).map((line) => ' '.repeat(names) + line)
  return rows
    .flatMap((row) => {
      const [first = '', ...rest] = below(row.about + marksOf(row))
      return [
        paint('bold', row.name.padEnd(names)) + first.slice(names),
        ...rest,
        ...(row.notes ?? []).flatMap(below),
      ]
    })
    .join('\n')
}

const callsText = (calls: Rule['calls']): string =>
  (calls ?? [])
    .map(([first, last]) => (first === last ? `${first}` : `${first}..${Number.isFinite(last) ? last : ''}`))
    .join()

/** A rule in the form of a directive: `server-error on=retrieve chance=0.2`. */
const ruleText = ({
  fault,
  settings,
  operation,
  calls,
  provider,
  model,
  prompt,
  every,
  chance,
}: Rule): string => {
  const conditions = {
    ...{ on: operation, provider, model, prompt, every, chance },
    call: calls === undefined ? undefined : callsText(calls),
  }
  const shown = [...Object.entries(conditions), ...Object.entries(settings)].flatMap(([name, value]) => {
    const kind = fault.settings[name]?.kind
    return value === undefined ? [] : [`${name}=${kind === undefined ? value : shownValue(kind, value)}`]
  })
  return [fault.name, ...shown].join(' ')
}

const spansText = (spans: Readonly<Record<string, unknown>>): string =>
  Object.entries(spans)
    .filter(([name]) => name !== 'models')
    .map(([name, span]) => `${name}=${shownValue(latencyKind, span as Latency)}`)
    .join(' ')

const whole = (row: Row, width: number, paint: Paint): string => {
  const { name, about, rules, latency, credits, rateLimit, maxRunning, notes = [] } = row
  const members = [
    ...rules.map((rule, index) => `rule ${index + 1}  ${ruleText(rule)}`),
    ...(latency === undefined ? [] : [`latency ${spansText({ ...latency })}`]),
    ...Object.entries(latency?.models ?? {}).map(
      ([model, spans]) => `latency of ${model}: ${spansText({ ...spans })}`,
    ),
    ...(credits === undefined ? [] : [`credits ${credits}`]),
    ...(rateLimit === undefined ? [] : [`rateLimit ${shownValue(rateLimitKind, rateLimit)}`]),
    ...(maxRunning === undefined ? [] : [`maxRunning ${maxRunning}`]),
    ...notes,
  ]
  return [
    paint('bold', name) + marksOf(row),
    ...wrapped(about, width),
    ...members.map((text) => `  ${text}`),
  ].join('\n')
}

const chosen = (rows: readonly Row[], name: string, named: (name: string) => unknown): readonly Row[] => {
  try {
    named(name)
  } catch (error) {
    throw error instanceof SettingError ? new FlagError(error.message) : error
  }
  return rows.filter((row) => row.name === name)
}

/** Prints every scenario, or the one that is named. Returns the exit code. */
export const scenarios = async (values: FlagValues, io: Io, name?: string): Promise<number> => {
  const given = await readConfig(values, io)
  const own = Object.keys(given.scenarios ?? {})
  const { scenariosOf } = await import('../config/scenarios-of.ts')
  const all = scenariosOf(given)
  const rows = [...all.all.values()].map(
    (scenario): Row => ({
      ...scenario,
      source: own.includes(scenario.name) ? 'config' : 'built in',
      isDefault: scenario.name === all.byDefault.name,
    }),
  )
  const width = widthOf(io.stdout.columns)
  const paint = paintFor(io.stdout, io.env)
  const shown = name === undefined ? rows : chosen(rows, name, (wanted) => all.named(wanted))
  if (values.json) {
    for (const { name, about, source, notes = [] } of shown)
      io.stdout.write(`${JSON.stringify({ name, about, source, notes })}\n`)
    return EXIT.ok
  }
  io.stdout.write(
    `${name === undefined ? listed(shown, width, paint) : shown.map((row) => whole(row, width, paint)).join('\n')}\n`,
  )
  return EXIT.ok
}

import { formOf, shownValue } from '../src/basics/setting.ts'
import { duration, durations, latency } from '../src/basics/setting-kinds.ts'
import { kebab } from '../src/cli/flags/flags.ts'
import { namedScenarios } from '../src/simulator/scenarios/named.ts'
import { type SettingName, settingNames, settingTable } from '../src/simulator/settings.ts'

/** The options of `startSimulator` as an interface: a table makes types, but no words that an editor can show. */

export const OPTIONS_FILE = 'src/simulator/options.generated.ts'

const sentence = (words: string): string =>
  `${words[0]?.toUpperCase()}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`

const isSpan = (name: SettingName): boolean =>
  [duration, durations, latency].some((kind) => kind === settingTable[name].kind)

/** Whether a default is something that could be typed. */
const isStated = (value: unknown): boolean =>
  value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0)

export const defaultOf = (name: SettingName): string => {
  const { kind, default: usual, about } = settingTable[name]
  if (isStated(usual)) return JSON.stringify(shownValue(kind, usual)).replaceAll('"', '`')
  return about.includes('default') ? 'as said' : 'none'
}

const quoted = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : JSON.stringify(value).replaceAll('"', "'")

/** Examples that the kind of value does not give. */
const EXAMPLES: Partial<Record<SettingName, unknown>> = {
  port: 0,
  host: '0.0.0.0',
  seed: 7,
  clock: 'manual',
  clockStart: '2026-01-01T00:00:00Z',
  speed: 60,
  progress: 'immediate',
  profile: 'observed',
  failRate: 0.2,
  errorRate: 0.05,
  credits: 100,
  rateLimit: '20/10s',
  maxRunning: 5,
  callbackPolicy: 'provider',
  callbackAllow: ['receiver.test'],
  kieCallbackRetries: ['1s', '2s'],
  kieWebhookKey: 'secret',
  apiKeys: ['key-1', 'key-2'],
  publicBaseUrl: 'https://double.test',
  unknownModels: 'accept',
  models: ['pages'],
  scenario: 'flaky',
  scenarios: { picky: { rules: [{ fault: 'rate-limited', call: 1 }] } },
  controlToken: 'secret',
  journalMax: 100,
  taskMax: 1_000,
  allowHost: ['double.test'],
  logLevel: 'debug',
}

const exampleValueOf = (name: SettingName): unknown => {
  const { kind } = settingTable[name]
  return EXAMPLES[name] ?? kind.examples?.[1] ?? kind.examples?.[0]
}

/** `--port 0`, as it is typed; a switch alone. */
export const typedExampleOf = (name: SettingName): string => {
  const { repeatable } = settingTable[name]
  const example = exampleValueOf(name)
  if (example === undefined || example === true) return `--${kebab(name)}`
  const text = Array.isArray(example) ? example.join(repeatable ? ' ' : ',') : String(example)
  return `--${kebab(name)} ${text}`
}

export const exampleOf = (name: SettingName): string => {
  const example = exampleValueOf(name)
  return `{ ${name}: ${example === undefined ? 'true' : quoted(example)} }`
}

const option = (name: SettingName): string => {
  const { kind, about, isFileOnly } = settingTable[name]
  const flag = isFileOnly ? '' : ` Flag: \`--${kebab(name)}\`.`
  const unit = isSpan(name) ? ' A number is in ms.' : ''
  return `  /**
   * ${sentence(about)} Value: ${formOf(kind)}.${unit} Default: ${defaultOf(name)}.${flag}
   *
   * @example
   * await startSimulator(${exampleOf(name)})
   */
  readonly ${name}?: ${name === 'scenario' ? 'ScenarioName | undefined' : `GivenSettings['${name}']`}`
}

export const optionsTypes = (): readonly [string, string] => [
  OPTIONS_FILE,
  `/** Written by \`npm run generate\` from the table of settings. */
import type { GivenSettings } from './settings.ts'

/** A scenario that comes with the simulator, or one of your own. */
export type ScenarioName =
${namedScenarios()
  .map(({ name }) => `  | '${name}'`)
  .join('\n')}
  | (string & Record<never, never>)

/** Every option of \`startSimulator\`. A value may be written as a flag has it (\`'5s'\`, \`'20/10s'\`); one that is left out has its default. */
export interface SimulatorOptions {
${settingNames.map(option).join('\n')}
}
`,
]

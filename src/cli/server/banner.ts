import { shownValue } from '../../basics/setting.ts'
import { version } from '../../basics/version.ts'
import { isLoopbackHost } from '../../contracts/addresses.ts'
import { type BaseUrlName, contracts } from '../../contracts/index.ts'
import { profileLabel } from '../../contracts/profile.ts'
import { policyOf } from '../../simulator/callbacks/policy.ts'
import { type SettingName, type Settings, settingTable } from '../../simulator/settings.ts'
import type { Simulator } from '../../simulator/start-simulator.ts'
import type { Paint } from '../terminal/colours.ts'

const clockOf = ({ clock, speed }: Settings): string =>
  clock === 'manual'
    ? 'manual, moved by PUT /__stuntdouble/clock'
    : speed === 1
      ? 'real'
      : `real, ${speed} times as fast`

const modelsOf = ({ models, unknownModels }: Settings): string | undefined => {
  if (models.length === 0 && unknownModels === 'refuse') return undefined
  const served =
    models.length > 0 ? `the bundled ones, and those of ${models.join(', ')}` : 'the bundled ones'
  return `${served}${unknownModels === 'accept' ? '; any other is accepted' : ''}`
}

const keysOf = ({ apiKeys }: Settings): string =>
  apiKeys === undefined
    ? 'any; every key is its own account ("invalid" is refused)'
    : `${apiKeys.length} accepted; any other is refused`

const stateOf = ({ settings: { state, durable }, restored }: Simulator): string | undefined => {
  if (state === undefined || restored === undefined) return undefined
  const { accounts, tasks, tookMs } = restored
  const found =
    accounts === 0
      ? 'new'
      : `${accounts} account${accounts === 1 ? '' : 's'} and ${tasks.toLocaleString('en')} task${tasks === 1 ? '' : 's'} read in ${Math.round(tookMs)} ms`
  const loss = durable
    ? 'a task whose create request was answered is on the disk'
    : 'a kill loses at most the last 100 ms'
  return `${state} (${found}; ${loss})`
}

/** Settings that the banner shows only if they are unusual. */
const RATES: readonly SettingName[] = [
  'failRate',
  'errorRate',
  'latency',
  'queue',
  'run',
  'realistic',
  'progress',
  'rateLimit',
  'maxRunning',
  'callbackPolicy',
  'callbackAllow',
  'credits',
]

const isUsual = (name: SettingName, settings: Settings): boolean =>
  JSON.stringify(settings[name]) === JSON.stringify(settingTable[name].default)

const changedOf = (settings: Settings): string | undefined => {
  const changed = RATES.filter((name) => !isUsual(name, settings)).map(
    (name) => `${name} ${shownValue(settingTable[name].kind, settings[name])}`,
  )
  return changed.length === 0 ? undefined : changed.join(', ')
}

const consoleOf = ({ url, settings }: Simulator): string => {
  const isClosed = settings.controlToken === undefined && !isLoopbackHost(settings.host)
  return isClosed
    ? 'closed: --host is open to other machines, so pass --control-token'
    : `${url}/__stuntdouble/  (open it in a browser)`
}

const warningOf = (settings: Settings): string | undefined => {
  const { host } = settings
  if (isLoopbackHost(host)) return undefined
  const callbacks: Readonly<Record<ReturnType<typeof policyOf>, string>> = {
    local: "make it POST to this machine's own services (--callback-policy local)",
    named: 'make it POST only to hosts of --callback-allow, until --callback-policy is chosen',
    provider: 'make it POST to public addresses (--callback-policy provider)',
    any: 'make it POST to any address it can reach (--callback-policy any)',
  }
  return `other machines can reach this simulator (--host ${host}) and ${callbacks[policyOf(settings)]}`
}

/** How each provider's variable is set: to its own base URL or, as a comment, to a further one that it has. */
const variableLines = (baseUrls: Simulator['baseUrls']): readonly string[] =>
  Object.values(contracts).flatMap(({ name, variables, baseUrls: offered }) =>
    Object.keys(offered).map((each) => {
      const line = `export ${variables.baseUrl}=${baseUrls[each as BaseUrlName]}`
      return each === name ? `  ${line}` : `  # or, for the ${each}: ${line}`
    }),
  )

export interface BannerOptions {
  readonly paint?: Paint
  /** The config file that was read. */
  readonly file?: string | undefined
}

/** What a person reads when the simulator is ready: where it is, and how it behaves. */
export const banner = (
  simulator: Simulator,
  { paint = (_style, text) => text, file }: BannerOptions = {},
): string => {
  const { url, baseUrls, settings } = simulator
  const warning = warningOf(settings)
  const rows = {
    console: consoleOf(simulator),
    key: keysOf(settings),
    scenario: settings.scenario === 'happy' ? 'happy' : paint('yellow', settings.scenario),
    profile: profileLabel(settings.profile),
    clock: clockOf(settings),
    seed: String(settings.seed),
    models: modelsOf(settings),
    state: stateOf(simulator),
    settings: changedOf(settings),
    config: file,
    warning: warning === undefined ? undefined : paint('red', warning),
  }
  const lines = Object.entries(rows).flatMap(([name, text]) =>
    text === undefined ? [] : [`  ${paint('bold', name.padEnd(8))}  ${text}`],
  )
  return [
    `${paint('bold', 'stuntdouble')} ${version()} ready on ${paint('cyan', url)}`,
    '',
    ...variableLines(baseUrls),
    '',
    ...lines,
    '',
    'Stop with Ctrl-C.',
    '',
  ].join('\n')
}

/** The same for a machine: one JSON object on a line. */
export const jsonBanner = ({ url, baseUrls, settings, restored }: Simulator): string => {
  const { profile, seed, clock, speed } = settings
  const warning = warningOf(settings)
  const more = { ...(restored !== undefined && { restored }), ...(warning !== undefined && { warning }) }
  return `${JSON.stringify({ event: 'ready', version: version(), url, baseUrls, profile, seed, clock, speed, ...more, pid: process.pid })}\n`
}

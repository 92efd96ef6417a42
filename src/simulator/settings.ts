import { didYouMean } from '../basics/did-you-mean.ts'
import { type Kind, readAs, SettingError } from '../basics/setting.ts'
import {
  duration,
  durations,
  latency,
  list,
  numberAbove,
  numberFrom,
  oneOf,
  onOff,
  orOff,
  port,
  record,
  share,
  text,
  time,
  webUrl,
  wholeNumber,
} from '../basics/setting-kinds.ts'
import { hosts, isHostName, progress, rateLimit } from './simulator-kinds.ts'
import { type SimulatorSetting, setting } from './simulator-setting.ts'

/** Every setting of the simulator, declared once: flags, variables, config file, its schema, types and documentation come from here. */

const settings = {
  port: setting(port, 7357, {
    group: 'Server',
    short: 'p',
    about: 'port to listen on; 0 picks a free one',
  }),
  host: setting(text('an address or a host name', 'host'), '127.0.0.1', {
    group: 'Server',
    about: 'address to listen on',
  }),
  profile: setting(oneOf('documented', 'observed'), 'documented', {
    group: 'Server',
    about: 'behave as documented, or as observed in production',
  }),
  seed: setting(wholeNumber(0), 1, {
    group: 'Server',
    about: 'reproduces every id, delay and fault',
  }),
  state: setting(text('a folder', 'folder'), undefined, {
    group: 'Server',
    about: 'a folder to keep accounts and tasks in, and to go on from at the next start',
  }),
  durable: setting(onOff, false, {
    group: 'Server',
    about: 'with --state: every new task is on the disk before its create request is answered',
  }),
  clock: setting(oneOf('real', 'manual'), 'real', {
    group: 'Time',
    about: 'a manual clock moves only by PUT /__stuntdouble/clock',
  }),
  /** Epoch ms. Undefined: now on a real clock, 2026-01-01T00:00:00Z on a manual one. */
  clockStart: setting(time, undefined, {
    group: 'Time',
    about: 'what the clock shows at first (default: now; 2026-01-01T00:00:00Z with --clock manual)',
  }),
  speed: setting(numberAbove(0, 1e6), 1, {
    group: 'Time',
    about: 'how many times faster than real the clock runs',
  }),
  progress: setting(progress, 'time', {
    group: 'Time',
    about: 'what moves a task: the clock, its first read, its Nth read, or only the control API',
  }),
  realistic: setting(onOff, false, {
    group: 'Time',
    about: 'draw queue and run times from the live distributions (minutes)',
  }),
  /** Undefined: 1 s, or drawn from the live distribution with `realistic`. */
  queue: setting(latency, undefined, {
    group: 'Time',
    about: 'how long a task waits before it runs (default 1s)',
  }),
  /** Undefined: 3 s, or drawn from the live distribution with `realistic`. */
  run: setting(latency, undefined, { group: 'Time', about: 'how long a task runs (default 3s)' }),
  latency: setting(latency, 0, { group: 'Time', about: 'how long every response takes' }),
  failRate: setting(share, 0, { group: 'Failures', about: 'share of tasks that fail' }),
  errorRate: setting(share, 0, {
    group: 'Failures',
    about: 'share of calls that get a server error',
  }),
  strictFaults: setting(onOff, false, {
    group: 'Failures',
    about: 'refuse calls whose fault header, directive or stunt.* key is wrong, instead of noting it',
  }),
  fetchImages: setting(onOff, false, {
    group: 'Failures',
    about:
      'fetch the pictures that create requests name, and fail tasks whose picture is missing, too large or of a wrong type (default: nothing is fetched)',
  }),
  credits: setting(numberFrom(0), 10_000, {
    group: 'Accounts',
    about: 'credits of a new account, one pool per key over both providers',
  }),
  /** Undefined: the profile's limit; 'off': none. */
  rateLimit: setting(orOff(rateLimit), undefined, {
    group: 'Accounts',
    about: 'new tasks per account and provider (default off; 20/10s with --profile observed)',
  }),
  /** Undefined: the profile's limit; 'off': none. */
  maxRunning: setting(orOff(wholeNumber(1)), undefined, {
    group: 'Accounts',
    about: 'tasks queued or running at once (default off; 100 with --profile observed)',
  }),
  /** Undefined: local; where other machines can call, only hosts that `callbackAllow` names. */
  callbackPolicy: setting(oneOf('local', 'provider', 'any'), undefined, {
    group: 'Callbacks',
    about:
      'where callbacks may go: this machine, what the provider would accept, or anywhere (default local; with an open --host, only hosts of --callback-allow)',
  }),
  callbackAllow: setting(hosts, [], {
    group: 'Callbacks',
    about: 'one more host that callbacks may go to under policy local (repeatable)',
    repeatable: true,
  }),
  receiverPatience: setting(duration, 1_000, {
    group: 'Callbacks',
    about:
      'how long a move of a manual clock, or a create request with an early callback, waits for a receiver to respond, in real time',
  }),
  kieCallbackTimeout: setting(duration, 15_000, {
    group: 'Callbacks',
    about: 'how long Kie waits for a receiver to respond (observed on older models)',
  }),
  kieCallbackRetries: setting(durations, [1_000, 2_000, 4_000], {
    group: 'Callbacks',
    about: "the waits before Kie's retries (three observed on older models; the waits are assumed)",
  }),
  kieWebhookKey: setting(text('a secret', 'secret'), undefined, {
    group: 'Callbacks',
    about: "signs Kie's callbacks as a configured webhook key does",
    variable: 'KIE_WEBHOOK_HMAC_KEY',
    isSecret: true,
  }),
  /** Undefined: any key opens an account. */
  apiKeys: setting(list('a list of keys', 'keys'), undefined, {
    group: 'Accounts',
    about: 'the only keys to accept, separated by commas (default: any)',
    isSecret: true,
  }),
  publicBaseUrl: setting(webUrl, undefined, {
    group: 'Server',
    about: 'what result links start with, for use behind Docker or a proxy',
  }),
  unknownModels: setting(oneOf('refuse', 'accept'), 'refuse', {
    group: 'Models',
    about: 'what to do with a model that no page describes',
  }),
  /** Folders of pages to serve besides the bundled ones. */
  models: setting(list('a folder', 'folder'), [], {
    group: 'Models',
    about: 'a folder of pages, or of what stuntdouble import --into wrote, to serve too (repeatable)',
    repeatable: true,
  }),
  watch: setting(onOff, false, {
    group: 'Models',
    about: 'read the pages of --models again when they change',
  }),
  scenario: setting(text('the name of a scenario', 'name'), 'happy', {
    group: 'Failures',
    about: 'scenario of accounts whose key names none; see stuntdouble scenarios',
  }),
  /** The user's own, as written; only in the config file and the API. */
  scenarios: setting(
    record('an object of scenarios by name'),
    {},
    {
      group: 'Failures',
      about: 'your own scenarios, by name',
      isFileOnly: true,
    },
  ),
  controlToken: setting(text('a secret', 'secret'), undefined, {
    group: 'Server',
    about: 'token that the control API requires; needed when --host is open to other machines',
    isSecret: true,
  }),
  allowHost: setting(list('the name of a host', 'host', isHostName), [], {
    group: 'Server',
    about:
      "one more name by which the providers' APIs may be called while only this machine can (repeatable)",
    repeatable: true,
  }),
  refuseLiveKeys: setting(onOff, false, {
    group: 'Accounts',
    about: 'refuse keys that look like live ones, which are otherwise accepted with a note',
  }),
  cors: setting(onOff, false, {
    group: 'Server',
    about: 'let browsers call the providers and read results, as a proxy in front of a live service would',
  }),
  noTell: setting(onOff, false, {
    group: 'Output',
    about: 'leave X-Stuntdouble-Fault, -Note, -Bill and -Field out of the responses',
  }),
  metrics: setting(onOff, false, {
    group: 'Output',
    about: 'serve counters for Prometheus at /metrics',
  }),
  journalMax: setting(wholeNumber(0, 1_000_000), 1_000, {
    group: 'Output',
    about: 'exchanges and deliveries remembered per account; 0 for a load test',
  }),
  taskMax: setting(wholeNumber(1, 10_000_000), 250_000, {
    group: 'Output',
    about: 'tasks remembered in all accounts together (about 400 bytes each)',
  }),
  logLevel: setting(oneOf('silent', 'error', 'warn', 'info', 'debug'), 'info', {
    group: 'Output',
    about: 'what to log to standard error',
  }),
}

type SettingsTable = typeof settings

/** Every setting, read and with its default. */
export type Settings = { readonly [Name in keyof SettingsTable]: SettingsTable[Name]['default'] }

/** Settings as they may be given: as a flag takes them (`'5s'`, `'20/10s'`), or as they were read before. */
export type GivenSettings = {
  readonly [Name in keyof SettingsTable]?:
    | SettingsTable[Name]['default']
    | NonNullable<SettingsTable[Name]['kind']['written']>
    | undefined
}

export type SettingName = keyof Settings
export type LogLevel = Settings['logLevel']

/** The same table, for code that goes through all of it. */
export const settingTable: Readonly<Record<SettingName, SimulatorSetting<unknown, unknown>>> = settings

export const settingNames = Object.keys(settings) as readonly SettingName[]

/** The settings that are flags and variables too. */
export const flagNames = settingNames.filter((name) => settingTable[name].isFileOnly !== true)

/**
 * Reads one setting. @param place how the user wrote it: `--port`, `STUNTDOUBLE_PORT`, `stuntdouble.config.json:2: port`
 * @throws SettingError when the value cannot be read
 */
export const readSetting = <Name extends SettingName>(
  name: Name,
  value: unknown,
  place: string,
): Settings[Name] =>
  readAs(settings[name].kind as Kind<Settings[Name]>, value, place, settingTable[name].isSecret)

/**
 * Fills in the defaults.
 * @throws SettingError on an unknown name or a value that cannot be read
 */
export const resolveSettings = (given: Readonly<Partial<Record<string, unknown>>>): Settings => {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(settings, name)) {
      throw new SettingError(`There is no setting ${JSON.stringify(name)}${didYouMean(name, settingNames)}`)
    }
  }
  const resolved = settingNames.map((name) => {
    const value = given[name]
    return [name, value === undefined ? settings[name].default : readSetting(name, value, name)]
  })
  return Object.fromEntries(resolved) as unknown as Settings
}

/** The values of the settings that are never shown. */
export const secretsIn = (given: Settings): readonly string[] =>
  settingNames
    .filter((name) => settingTable[name].isSecret)
    .flatMap((name) => given[name])
    .filter((value) => typeof value === 'string')

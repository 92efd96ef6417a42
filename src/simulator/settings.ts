import { closest, distance } from 'fastest-levenshtein'
import type { Profile } from '../contracts/index.ts'
import { isAllowable } from './callbacks/policy.ts'
import {
  DURATION_SCHEMA,
  LATENCY_FORMS,
  LATENCY_SCHEMA,
  type Latency,
  parseDuration,
  parseLatency,
} from './time/duration.ts'

/** Every setting of the simulator, its default, and how it is read. Flags, variables and documentation quote this file. */

export type Progress = 'time' | 'immediate' | 'manual' | { readonly polls: number }
export type CallbackPolicyName = 'local' | 'provider' | 'any'
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'
export type RateLimit = { readonly creates: number; readonly windowMs: number }

export interface Settings {
  readonly port: number
  readonly host: string
  readonly profile: Profile
  readonly seed: number
  readonly clock: 'real' | 'manual'
  /** Epoch ms; undefined: now on a real clock, 2026-01-01T00:00:00Z on a manual one. */
  readonly clockStart: number | undefined
  readonly speed: number
  readonly progress: Progress
  readonly realistic: boolean
  /** Undefined: 1 s, or drawn from the live distribution with `realistic`. Likewise `run`: 3 s. */
  readonly queue: Latency | undefined
  readonly run: Latency | undefined
  readonly latency: Latency
  readonly failRate: number
  readonly errorRate: number
  readonly credits: number
  /** Undefined: the profile's limits; 'off': none. Likewise `maxRunning`. */
  readonly rateLimit: RateLimit | 'off' | undefined
  readonly maxRunning: number | 'off' | undefined
  readonly callbackPolicy: CallbackPolicyName
  readonly callbackAllow: readonly string[]
  readonly kieCallbackTimeout: number
  readonly kieCallbackRetries: readonly number[]
  readonly kieWebhookKey: string | undefined
  /** Undefined: any key opens an account. */
  readonly apiKeys: readonly string[] | undefined
  readonly publicBaseUrl: string | undefined
  readonly unknownModels: 'refuse' | 'accept'
  /** Folders of pages to serve beside the bundled ones. */
  readonly models: readonly string[]
  readonly watch: boolean
  readonly scenario: string
  /** The user's own, as written; only in the config file and the API. */
  readonly scenarios: Readonly<Record<string, unknown>>
  readonly controlToken: string | undefined
  readonly noTell: boolean
  readonly metrics: boolean
  readonly journalMax: number
  readonly logLevel: LogLevel
}

/** A setting that cannot be read: one sentence that says what was wrong, where, and what would be right. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
  /** Where in the settings it stands, from the setting's name inwards; empty where nobody knows. */
  readonly path: readonly (string | number)[]

  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message)
    this.path = path
  }

  /** The same error, seen from further outside. */
  within(...place: readonly (string | number)[]): SettingError {
    return new SettingError(this.message, [...place, ...this.path])
  }
}

/** Reads something, and says of what cannot be read where it stands. @throws SettingError */
export const readAt = <T>(place: readonly (string | number)[], read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof SettingError ? error.within(...place) : error
  }
}

export type JsonSchema = Readonly<Record<string, unknown>>

/** How one setting is read and described. */
export interface Setting<T> {
  readonly short?: string
  /** What a value looks like, in help and errors; absent for a switch. */
  readonly form?: string
  readonly about: string
  /** The environment variable, where it is not `STUNTDOUBLE_` and the flag in capitals. */
  readonly variable?: string
  readonly repeatable?: boolean
  /** It can stand in the config file and be given in process, but is no flag and no variable. */
  readonly isFileOnly?: boolean
  /** What may stand in a config file, for editors; a switch needs none. */
  readonly schema?: JsonSchema
  readonly default: T
  /** Reads a text (flag, variable) or a native value (config file, API); `undefined` when it cannot. */
  readonly parse: (value: unknown) => T | undefined
}

const integer =
  (min: number, max = Number.MAX_SAFE_INTEGER) =>
  (value: unknown): number | undefined => {
    const number = typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= min && number <= max
      ? number
      : undefined
  }

const decimal =
  (accepts: (number: number) => boolean) =>
  (value: unknown): number | undefined => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) && accepts(number) ? number : undefined
  }

const oneOf =
  <const T extends string>(...names: readonly T[]) =>
  (value: unknown): T | undefined =>
    names.find((name) => name === value)

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

const list = (value: unknown): readonly string[] | undefined => {
  const parts = typeof value === 'string' ? value.split(',') : value
  if (!Array.isArray(parts)) return undefined
  const texts = parts.flatMap((part) => (typeof part === 'string' ? part.split(',') : [undefined])).map(text)
  return texts.every((part) => part !== undefined) ? texts : undefined
}

const hosts = (value: unknown): readonly string[] | undefined => {
  const entries = list(value)
  return entries?.every(isAllowable) ? entries : undefined
}

const truth = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === '1') return true
  return value === 'false' || value === '0' ? false : undefined
}

const parseProgress = (value: unknown): Progress | undefined => {
  if (typeof value === 'object' && value !== null && 'polls' in value) {
    const polls = integer(1)(value.polls)
    return polls === undefined ? undefined : { polls }
  }
  const polls =
    typeof value === 'string' && value.startsWith('polls:') ? integer(1)(value.slice(6)) : undefined
  return polls === undefined ? oneOf('time', 'immediate', 'manual')(value) : { polls }
}

const isRateLimit = (value: unknown): value is RateLimit => {
  const { creates, windowMs } = (value ?? {}) as Partial<RateLimit>
  return integer(1)(creates) !== undefined && (parseDuration(windowMs) ?? 0) > 0
}

/** Reads `20/10s`, `20/s` or `off`, or what it has read before. */
export const parseRateLimit = (value: unknown): RateLimit | 'off' | undefined => {
  if (value === 'off') return 'off'
  if (typeof value !== 'string') return isRateLimit(value) ? value : undefined
  const [creates, window] = value.split('/')
  // `20/s` is 20 in one second.
  const windowMs = parseDuration(/^[a-z]/.test(window ?? '') ? `1${window}` : window)
  const count = integer(1)(creates ?? '')
  return count === undefined || windowMs === undefined || windowMs === 0
    ? undefined
    : { creates: count, windowMs }
}

const parseRetries = (value: unknown): readonly number[] | undefined => {
  if (value === 'off') return []
  const parts = typeof value === 'string' ? value.split(',') : value
  const delays = Array.isArray(parts) ? parts.map(parseDuration) : [parseDuration(parts)]
  return delays.every((delay) => delay !== undefined) ? delays : undefined
}

/** As far as four digits of a year go: a clock needs room to move on. */
const LAST_START = Date.parse('9999-12-31T23:59:59Z')

const parseTime = (value: unknown): number | undefined => {
  if (typeof value === 'number') return integer(0, LAST_START)(value)
  const time = typeof value === 'string' && /^\d{4}-/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

const parsePublicBaseUrl = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined
  const { protocol, search, hash } = new URL(value)
  return /^https?:$/.test(protocol) && search + hash === '' ? value.replace(/[/?#]+$/, '') : undefined
}

const rate = (value: unknown): number | undefined => decimal((number) => number >= 0 && number <= 1)(value)

const TEXT = { type: 'string', pattern: '\\S' }
const TEXTS = { anyOf: [{ type: 'array', items: TEXT }, TEXT] }
const RATE = { type: 'number', minimum: 0, maximum: 1 }
const PROGRESS_SCHEMA = {
  anyOf: [
    { enum: ['time', 'immediate', 'manual'] },
    { type: 'string', pattern: '^polls:\\d+$', examples: ['polls:3'] },
  ],
}
const RATE_LIMIT_SCHEMA = {
  anyOf: [{ const: 'off' }, { type: 'string', pattern: '^\\d+/', examples: ['20/10s'] }],
}

export const settings: { readonly [Name in keyof Settings]: Setting<Settings[Name]> } = {
  port: {
    short: 'p',
    form: 'a port from 0 to 65535; 0 picks a free one',
    about: 'port to listen on',
    schema: { type: 'integer', minimum: 0, maximum: 65_535 },
    default: 7357,
    parse: integer(0, 65_535),
  },
  host: {
    form: 'an address or a host name',
    about: 'address to listen on',
    schema: TEXT,
    default: '127.0.0.1',
    parse: text,
  },
  profile: {
    form: 'documented or observed',
    about: 'which truth to imitate: what the pages state, or what the live services do',
    schema: { enum: ['documented', 'observed'] },
    default: 'documented',
    parse: oneOf('documented', 'observed'),
  },
  seed: {
    form: 'a whole number',
    about: 'reproduces every id, delay and fault',
    schema: { type: 'integer', minimum: 0 },
    default: 1,
    parse: integer(0),
  },
  clock: {
    form: 'real or manual',
    about: 'a manual clock moves only by PUT /__stuntdouble/clock',
    schema: { enum: ['real', 'manual'] },
    default: 'real',
    parse: oneOf('real', 'manual'),
  },
  clockStart: {
    form: 'an ISO time such as 2026-01-01T00:00:00Z',
    about: 'what the clock shows at first (manual: 2026-01-01T00:00:00Z, real: now)',
    schema: { type: ['string', 'integer'], pattern: '^\\d{4}-', minimum: 0 },
    default: undefined,
    parse: parseTime,
  },
  speed: {
    form: 'a number above 0',
    about: 'how many times faster than real the clock runs',
    schema: { type: 'number', exclusiveMinimum: 0, maximum: 1e6 },
    default: 1,
    parse: decimal((number) => number > 0 && number <= 1e6),
  },
  progress: {
    form: 'time, immediate, polls:N or manual',
    about: 'what moves a task: the clock, its first read, its N-th read, or only the control API',
    schema: PROGRESS_SCHEMA,
    default: 'time',
    parse: parseProgress,
  },
  realistic: {
    about: 'draw queue and run times from the live distributions (minutes)',
    default: false,
    parse: truth,
  },
  queue: {
    form: LATENCY_FORMS,
    about: 'how long a task waits before it runs (default 1s)',
    schema: LATENCY_SCHEMA,
    default: undefined,
    parse: parseLatency,
  },
  run: {
    form: LATENCY_FORMS,
    about: 'how long a task runs (default 3s)',
    schema: LATENCY_SCHEMA,
    default: undefined,
    parse: parseLatency,
  },
  latency: {
    form: LATENCY_FORMS,
    schema: LATENCY_SCHEMA,
    about: 'how long every answer takes',
    default: 0,
    parse: parseLatency,
  },
  failRate: {
    form: 'a number from 0 to 1',
    schema: RATE,
    about: 'share of tasks that fail',
    default: 0,
    parse: rate,
  },
  errorRate: {
    form: 'a number from 0 to 1',
    about: 'share of calls answered with a server error',
    schema: RATE,
    default: 0,
    parse: rate,
  },
  credits: {
    form: 'a number from 0 up',
    about: 'credits of a new account, one pool per key over both providers',
    schema: { type: 'number', minimum: 0 },
    default: 10_000,
    parse: decimal((number) => number >= 0),
  },
  rateLimit: {
    form: 'creates per window such as 20/10s, or off',
    about: 'new tasks per account and provider (default off; 20/10s with --profile observed)',
    schema: RATE_LIMIT_SCHEMA,
    default: undefined,
    parse: parseRateLimit,
  },
  maxRunning: {
    form: 'a whole number from 1 up, or off',
    about: 'tasks queued or running at once (default off; 100 with --profile observed)',
    schema: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'off' }] },
    default: undefined,
    parse: (value) => (value === 'off' ? 'off' : integer(1)(value)),
  },
  callbackPolicy: {
    form: 'local, provider or any',
    about: 'where callbacks may go: this machine, what the provider would accept, or anywhere',
    schema: { enum: ['local', 'provider', 'any'] },
    default: 'local',
    parse: oneOf('local', 'provider', 'any'),
  },
  callbackAllow: {
    form: 'a host or host:port',
    about: 'a further host that callbacks may go to under policy local (repeatable)',
    repeatable: true,
    schema: TEXTS,
    default: [],
    parse: hosts,
  },
  kieCallbackTimeout: {
    form: 'a duration such as 15s',
    about: "how long Kie waits for a receiver's answer (observed on older models)",
    schema: DURATION_SCHEMA,
    default: 15_000,
    parse: parseDuration,
  },
  kieCallbackRetries: {
    form: 'durations separated by commas, or off',
    about: "the waits before Kie's retries (three observed on older models; the waits are assumed)",
    schema: { anyOf: [{ type: 'array', items: DURATION_SCHEMA }, { type: ['string', 'number'] }] },
    default: [1_000, 2_000, 4_000],
    parse: parseRetries,
  },
  kieWebhookKey: {
    form: 'a secret',
    about: "signs Kie's callbacks as a configured webhook key does",
    variable: 'KIE_WEBHOOK_HMAC_KEY',
    schema: TEXT,
    default: undefined,
    parse: text,
  },
  apiKeys: {
    form: 'keys separated by commas',
    about: 'the only keys to accept (default: any)',
    schema: TEXTS,
    default: undefined,
    parse: list,
  },
  publicBaseUrl: {
    form: 'an http or https URL',
    about: 'what result links start with, for use behind Docker or a proxy',
    schema: { type: 'string', pattern: '^https?://' },
    default: undefined,
    parse: parsePublicBaseUrl,
  },
  unknownModels: {
    form: 'refuse or accept',
    about: 'what to do with a model no page describes',
    schema: { enum: ['refuse', 'accept'] },
    default: 'refuse',
    parse: oneOf('refuse', 'accept'),
  },
  models: {
    form: 'a folder of pages, or of what stuntdouble import --into wrote',
    about: 'models to serve beside the bundled ones (repeatable)',
    repeatable: true,
    schema: TEXTS,
    default: [],
    parse: list,
  },
  watch: {
    about: 'read the pages of --models again when they change',
    default: false,
    parse: truth,
  },
  scenario: {
    form: 'the name of a scenario; see stuntdouble scenarios',
    about: 'how accounts behave whose key does not name a scenario',
    schema: TEXT,
    default: 'happy',
    parse: text,
  },
  scenarios: {
    form: 'scenarios by name',
    about: "scenarios of one's own",
    isFileOnly: true,
    schema: { type: 'object' },
    default: {},
    parse: (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Readonly<Record<string, unknown>>)
        : undefined,
  },
  controlToken: {
    form: 'a secret',
    about: 'what the control API wants of its callers; needed when --host is open to other machines',
    schema: TEXT,
    default: undefined,
    parse: text,
  },
  noTell: {
    about: 'leave X-Stuntdouble-Fault and X-Stuntdouble-Note out of the answers',
    default: false,
    parse: truth,
  },
  metrics: {
    about: 'serve counters for Prometheus at /metrics',
    default: false,
    parse: truth,
  },
  journalMax: {
    form: 'a whole number from 1 up',
    about: 'exchanges and deliveries remembered per account',
    schema: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    default: 1_000,
    parse: integer(1, 1_000_000),
  },
  logLevel: {
    form: 'silent, error, warn, info or debug',
    about: 'what to log to standard error',
    schema: { enum: ['silent', 'error', 'warn', 'info', 'debug'] },
    default: 'silent',
    parse: oneOf('silent', 'error', 'warn', 'info', 'debug'),
  },
}

export type SettingName = keyof Settings

export const settingNames = Object.keys(settings) as readonly SettingName[]

/** Those that are flags and variables too. */
export const flagNames = settingNames.filter((name) => !settings[name].isFileOnly)

/** The nearest of `names` to a mistyped word, as `; did you mean …?`, or nothing when none is near. */
export const didYouMean = (word: string, names: readonly string[]): string => {
  if (names.length === 0) return ''
  const near = closest(word, names)
  return distance(word, near) <= Math.max(2, Math.floor(word.length / 3)) ? `; did you mean ${near}?` : '.'
}

const shown = (name: SettingName, value: unknown): string =>
  name === 'apiKeys' || name === 'kieWebhookKey' || name === 'controlToken'
    ? 'what it was given'
    : JSON.stringify(value)

const readBy = <T>(setting: Setting<T>, value: unknown, place: string, text: string): T => {
  const parsed = setting.parse(value)
  if (parsed !== undefined) return parsed
  const form = setting.form ?? 'true or false'
  const words = form.split(/,? or |, /)
  const hint = typeof value === 'string' ? didYouMean(value, words) : '.'
  throw new SettingError(`${place} is ${form}, not ${text}${hint}`)
}

/**
 * Reads one setting. @param place how the user wrote it: `--port`, `STUNTDOUBLE_PORT`, `port in stuntdouble.config.json`
 * @throws SettingError when the value cannot be read
 */
export const readSetting = <Name extends SettingName>(
  name: Name,
  value: unknown,
  place: string,
): Settings[Name] => readBy<Settings[Name]>(settings[name], value, place, shown(name, value))

/**
 * Reads one value by any table of settings, such as a fault's.
 * @throws SettingError when there is no such setting, or the value cannot be read
 */
export const readValue = (
  table: Readonly<Record<string, Setting<unknown>>>,
  name: string,
  value: unknown,
  owner: string,
): unknown => {
  const setting = Object.hasOwn(table, name) ? table[name] : undefined
  if (setting === undefined) {
    const names = Object.keys(table)
    const there = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`
    throw new SettingError(
      `${owner} has no setting ${JSON.stringify(name)}: ${there}${didYouMean(name, names)}`,
    )
  }
  return readBy(setting, value, `${name} of ${owner}`, JSON.stringify(value))
}

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

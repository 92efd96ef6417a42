import { Agent, type Dispatcher } from 'undici'
import { systemRandom } from './chance.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Drift } from './drift.ts'
import { environmentVariable } from './environment.ts'
import { ConfigurationError } from './errors/client-error.ts'
import type { WireProvider } from './providers/provider.ts'
import { type Redact, redactor } from './redact.ts'

/** What is told while it works; `console` is one. Neither keys nor prompts are ever passed to it. */
export interface Logger {
  debug?(message: string): void
  info?(message: string): void
  warn?(message: string): void
}

/**
 * When a create may be sent again: never; only when the provider certainly did nothing; or even when it may have been
 * billed, which pays twice whenever the provider ignores the idempotency key.
 */
export type RetryCreate = 'never' | 'safe' | 'always'

export interface ClientOptions {
  /** Default: the environment variable `KIE_API_KEY` or `EVOLINK_API_KEY`. */
  readonly apiKey?: string
  /** May have a path prefix. Default: `KIE_BASE_URL` or `EVOLINK_BASE_URL`, else the provider's own. */
  readonly baseUrl?: string
  /** For one request and its answer, ms. */
  readonly timeout?: number
  /** How often one call is sent again, at most. */
  readonly maxRetries?: number
  readonly retryCreate?: RetryCreate
  /** Any undici dispatcher: a proxy, a pool, a mock. Must call `onRequestStart` before it writes, as undici's own do. */
  readonly dispatcher?: Dispatcher
  /** Sent with every call to the API, and never with a download. */
  readonly headers?: Readonly<Record<string, string>>
  readonly logger?: Logger
  /** Verifies callbacks, where the provider signs them. Default for Kie: `KIE_WEBHOOK_HMAC_KEY`. */
  readonly webhookKey?: string
  /** Told of fields and values that the contract does not know, each once. */
  readonly onDrift?: (drift: Drift) => void
  readonly clock?: Clock
  /** A number in [0, 1); spreads retries and polls. */
  readonly random?: () => number
}

/** A client's settings, read once. */
export interface Settings {
  /** Without a trailing slash. */
  readonly origin: string
  /** `''` or `/apiv1`. */
  readonly prefix: string
  readonly timeoutMs: number
  readonly maxRetries: number
  readonly retryCreate: RetryCreate
  readonly dispatcher: Dispatcher
  readonly ownsDispatcher: boolean
  /** Those of every call to the API, the key among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly logger: Logger
  readonly webhookKey: string | undefined
  readonly onDrift: ((drift: Drift) => void) | undefined
  readonly clock: Clock
  readonly random: () => number
  readonly redact: Redact
}

/** How long a connection may take to be made, ms (undici's default). */
const CONNECT_TIMEOUT_MS = 10_000

/** @throws ConfigurationError; no message holds the key */
export const readOptions = (provider: WireProvider, options: ClientOptions): Settings => {
  const { variables } = provider
  const apiKey = readKey(options.apiKey ?? environmentVariable(variables.apiKey), variables.apiKey)
  const webhookKey =
    options.webhookKey ?? (variables.webhookKey && environmentVariable(variables.webhookKey)) ?? undefined
  const { timeout = 60_000, maxRetries = 4, retryCreate = 'safe' } = options
  if (!(timeout > 0)) throw new ConfigurationError(`timeout is a number of ms above 0, not ${timeout}.`)
  if (!Number.isSafeInteger(maxRetries) || maxRetries < 0)
    throw new ConfigurationError(`maxRetries is a whole number from 0 up, not ${maxRetries}.`)
  return {
    ...readBaseUrl(
      options.baseUrl ??
        environmentVariable(variables.baseUrl) ??
        provider.contract.openapi.servers?.[0]?.url,
    ),
    timeoutMs: timeout,
    maxRetries,
    retryCreate,
    dispatcher: options.dispatcher ?? new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } }),
    ownsDispatcher: options.dispatcher === undefined,
    headers: {
      'user-agent': 'stuntdouble-client',
      accept: 'application/json',
      ...lowerCased(options.headers),
      authorization: `Bearer ${apiKey}`,
    },
    logger: options.logger ?? {},
    webhookKey,
    onDrift: options.onDrift,
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    redact: redactor([apiKey, webhookKey]),
  }
}

const lowerCased = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const readKey = (key: string | undefined, variable: string): string => {
  if (key === undefined || key.trim() === '')
    throw new ConfigurationError(`There is no API key: pass apiKey or set ${variable}.`)
  // What HTTP lets stand in a header (RFC 9110, 5.5), or undici would refuse every call.
  if (!/^[\x21-\x7e]+$/.test(key.trim()))
    throw new ConfigurationError('The API key holds characters that cannot stand in an HTTP header.')
  return key.trim()
}

const readBaseUrl = (text: string | undefined): { readonly origin: string; readonly prefix: string } => {
  if (text === undefined || !URL.canParse(text))
    throw new ConfigurationError('baseUrl is a URL such as https://api.kie.ai or http://127.0.0.1:7357.')
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text)
  if (!/^https?:$/.test(protocol)) throw new ConfigurationError(`baseUrl is http or https, not ${protocol}`)
  if (search + hash + username + password !== '')
    throw new ConfigurationError('baseUrl has a host and a path, and neither user, query nor fragment.')
  return { origin, prefix: pathname.replace(/\/+$/, '') }
}

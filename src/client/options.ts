import { setMaxListeners } from 'node:events'
import type { Dispatcher } from 'undici'
import type { ProviderContract } from '../contracts/index.ts'
import { redactor } from '../contracts/redact.ts'
import { systemRandom } from './chance.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Drift } from './drift.ts'
import { environmentVariable } from './environment.ts'
import { ConfigurationError } from './errors/client-error.ts'
import { Budget } from './money/budget.ts'
import { type CreateLimits, Limiter, readLimits } from './money/limiter.ts'
import type { WireProvider } from './providers/provider.ts'
import type { Logger, RetryCreate, Settings } from './settings.ts'
import { chooseTransport } from './transport/choose.ts'
import type { Fetch } from './transport/fetch.ts'

export interface ClientOptions {
  /** Default: the environment variable `KIE_API_KEY` or `EVOLINK_API_KEY`. */
  readonly apiKey?: string
  /** May have a path prefix. Default: `KIE_BASE_URL` or `EVOLINK_BASE_URL`, else the provider's own. */
  readonly baseUrl?: string
  /** For one request and its whole response, ms. */
  readonly timeout?: number
  /** How often one call is retried, at most. */
  readonly maxRetries?: number
  readonly retryCreate?: RetryCreate
  /**
   * How much may be created at once. Default: the provider's limits if they are known (Kie: 20 in 10 s, 100 running);
   * `false` for none. What exceeds the limit waits here, unsent.
   */
  readonly limits?: CreateLimits | false
  /** How many credits this client may spend in its life. A task that would cost more is an `OverBudgetError`. */
  readonly maxCredits?: number
  /** Any undici dispatcher: a proxy, a pool, a mock. Must call `onRequestStart` before it writes, as undici's own do. */
  readonly dispatcher?: Dispatcher
  /** Used instead of undici; by default the runtime's own if undici is missing (Bun). Must not retry by itself. */
  readonly fetch?: Fetch
  /** Sent with every call to the API, and never with a download. */
  readonly headers?: Readonly<Record<string, string>>
  readonly logger?: Logger
  /** Verifies callbacks, if the provider signs them. Default for Kie: `KIE_WEBHOOK_HMAC_KEY`. */
  readonly webhookKey?: string
  /** Where files are uploaded to. Default: the provider's upload host; with your own `baseUrl`, that. */
  readonly uploadUrl?: string
  /** Reports each field and value that the contract does not know, once. */
  readonly onDrift?: (drift: Drift) => void
  readonly clock?: Clock
  /** A number in [0, 1); spreads retries and polls. */
  readonly random?: () => number
}

/** @throws ConfigurationError; no message contains the key */
export const readOptions = (
  provider: WireProvider,
  options: ClientOptions,
): { readonly settings: Settings; readonly close: () => Promise<void> } => {
  const { contract } = provider
  const { variables } = contract
  const apiKey = readKey(options.apiKey ?? environmentVariable(variables.apiKey), variables.apiKey)
  const webhookKey =
    options.webhookKey ?? (variables.webhookKey && environmentVariable(variables.webhookKey)) ?? undefined
  const { timeout = 60_000, maxRetries = 4, retryCreate = 'safe', clock = systemClock } = options
  checkNumbers(timeout, maxRetries)
  const own = contract.openapi.servers?.[0]?.url
  const base = readUrl('baseUrl', options.baseUrl ?? environmentVariable(variables.baseUrl) ?? own, own)
  const transport = chooseTransport(options)
  const closing = new AbortController()
  // One listener per call that is under way.
  setMaxListeners(0, closing.signal)
  const settings: Settings = {
    ...base,
    ...{ timeoutMs: timeout, maxRetries, retryCreate, transport, webhookKey, clock },
    headers: {
      'user-agent': 'stuntdouble-client',
      accept: 'application/json',
      ...lowerCased(options.headers),
      authorization: `${contract.authScheme} ${apiKey}`,
    },
    logger: options.logger ?? {},
    onDrift: options.onDrift,
    random: options.random ?? systemRandom,
    redact: redactor([apiKey, webhookKey], '[redacted]'),
    closing: closing.signal,
    limiter: new Limiter(readLimits(options.limits, contract), clock),
    budget: new Budget(options.maxCredits),
    uploadUrl: uploadUrlOf(options.uploadUrl, base, own, uploadHostOf(contract)),
  }
  const close = async (): Promise<void> => {
    closing.abort(new Error('the client was closed'))
    await transport.close()
  }
  return { settings, close }
}

const checkNumbers = (timeout: number, maxRetries: number): void => {
  if (!(timeout > 0)) throw new ConfigurationError(`timeout is a number of ms above 0, not ${timeout}.`)
  if (!Number.isSafeInteger(maxRetries) || maxRetries < 0)
    throw new ConfigurationError(`maxRetries is a whole number from 0 up, not ${maxRetries}.`)
}

const lowerCased = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const readKey = (key: string | undefined, variable: string): string => {
  if (key === undefined || key.trim() === '')
    throw new ConfigurationError(`There is no API key: pass apiKey or set ${variable}.`)
  // HTTP's rule for a header (RFC 9110, 5.5); otherwise undici would refuse every call.
  if (!/^[\x21-\x7e]+$/.test(key.trim()))
    throw new ConfigurationError('The API key has characters that an HTTP header cannot hold.')
  return key.trim()
}

interface Base {
  readonly origin: string
  readonly prefix: string
}

const readUrl = (option: string, text: string | undefined, example: string | undefined): Base => {
  if (text === undefined || !URL.canParse(text))
    throw new ConfigurationError(`${option} is a URL such as ${example} or http://127.0.0.1:7357.`)
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text)
  if (!/^https?:$/.test(protocol)) throw new ConfigurationError(`${option} is http or https, not ${protocol}`)
  if (search + hash + username + password !== '')
    throw new ConfigurationError(`${option} has a host and a path, and neither user, query nor fragment.`)
  return { origin, prefix: pathname.replace(/\/+$/, '') }
}

/** Where the provider takes files; its API's own host if it has no other. */
const uploadHostOf = ({ hosts }: ProviderContract): string =>
  `https://${(hosts.find(({ serves }) => serves === 'upload') ?? hosts[0])?.name}`

/** A client of another API than the provider's own must not upload to the provider's host by surprise. */
const uploadUrlOf = (
  given: string | undefined,
  base: Base,
  own: string | undefined,
  theirs: string,
): string => {
  const text = base.origin === new URL(own ?? theirs).origin ? theirs : base.origin + base.prefix
  const { origin, prefix } = readUrl('uploadUrl', given ?? text, text)
  return origin + prefix
}

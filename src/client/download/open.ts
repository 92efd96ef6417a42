import { type Dispatcher, request } from 'undici'
import { ConnectionError } from '../errors/call-errors.ts'
import { AbortedError, ClientError } from '../errors/client-error.ts'
import type { Settings } from '../options.ts'
import { redactedCause } from '../redact.ts'
import { guardedAgent, InternalAddressError } from './guarded-agent.ts'
import { type Link, type LinkRules, privateAddress, readLink } from './link.ts'

export interface Opening {
  readonly settings: Settings
  readonly rules: LinkRules
  readonly signal: AbortSignal
}

/** An answer to a GET of a result link. Its body must be read or destroyed. */
export interface OpenedLink {
  readonly link: Link
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Dispatcher.ResponseData['body']
}

const MOST_REDIRECTS = 5

/** Gets a link, following redirects by the same rules. The API key is never sent along. @throws ClientError */
export const openLink = async (
  first: Link,
  headers: Readonly<Record<string, string>>,
  opening: Opening,
): Promise<OpenedLink> => {
  let link = first
  for (let redirects = 0; ; redirects += 1) {
    const { statusCode, headers: answered, body } = await get(link, headers, opening)
    const { location } = answered
    const isRedirect = statusCode >= 300 && statusCode < 400 && typeof location === 'string'
    if (!isRedirect || redirects >= MOST_REDIRECTS)
      return { link, status: statusCode, headers: answered, body }
    await body.dump().catch(() => undefined)
    link = readLink(location, opening.rules, first.taskId, link.url)
  }
}

const get = async (
  link: Link,
  headers: Readonly<Record<string, string>>,
  { settings, rules, signal }: Opening,
): Promise<Dispatcher.ResponseData> => {
  const isFree = rules.allowPrivateAddresses || link.isApiHost || !settings.ownsDispatcher
  try {
    return await request(link.url, {
      dispatcher: isFree ? settings.dispatcher : guardedAgent,
      headers: { 'user-agent': 'stuntdouble-client', ...headers },
      // The client's clock decides how long nothing may come.
      ...{ signal, headersTimeout: 0, bodyTimeout: 0 },
    })
  } catch (error) {
    throw downloadFailure(error, link, settings, signal)
  }
}

/** What went wrong with the connection, as one of our errors. */
export const downloadFailure = (
  error: unknown,
  { shown, taskId }: Link,
  { redact }: Settings,
  signal: AbortSignal,
): ClientError => {
  if (error instanceof ClientError) return error
  if (signal.reason instanceof ClientError) return signal.reason
  if (error instanceof InternalAddressError) return privateAddress(shown, taskId, error)
  const cause = redactedCause(error, redact)
  const facts = { request: { method: 'GET', url: shown }, taskId, cause }
  if (signal.aborted) return new AbortedError(`The download of ${shown} was aborted by the caller.`, facts)
  return new ConnectionError(`GET ${shown} lost its connection.`, facts)
}

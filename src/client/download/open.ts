import { ConnectionError } from '../errors/call-errors.ts'
import { ClientError } from '../errors/client-error.ts'
import { redactedCause } from '../redact.ts'
import type { Settings } from '../settings.ts'
import { stopped } from '../signals.ts'
import type { OpenedFile } from '../transport/transport.ts'
import { InternalAddressError } from './internal-address.ts'
import { type Link, type LinkRules, privateAddress, readLink } from './link.ts'

export interface Opening {
  readonly settings: Settings
  readonly rules: LinkRules
  readonly signal: AbortSignal
}

/** A response to a GET of a result link. Its body must be read or discarded. */
export interface OpenedLink extends OpenedFile {
  readonly link: Link
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
    const file = await get(link, headers, opening)
    const { location } = file.headers
    const isRedirect = file.status >= 300 && file.status < 400 && typeof location === 'string'
    if (!isRedirect || redirects >= MOST_REDIRECTS) return { link, ...file }
    file.discard()
    link = readLink(location, opening.rules, first.taskId, link.url)
  }
}

const get = async (
  link: Link,
  headers: Readonly<Record<string, string>>,
  { settings, rules, signal }: Opening,
): Promise<OpenedFile> => {
  try {
    return await settings.transport.open({
      url: link.url,
      headers: { 'user-agent': 'stuntdouble-client', ...headers },
      signal,
      isGuarded: !rules.allowPrivateAddresses && !link.isApiHost,
    })
  } catch (error) {
    throw downloadFailure(error, link, settings, signal)
  }
}

/** What went wrong with the connection, as one of our errors. */
export const downloadFailure = (
  error: unknown,
  { shown, taskId }: Link,
  settings: Settings,
  signal: AbortSignal,
): ClientError => {
  if (error instanceof ClientError) return error
  if (signal.reason instanceof ClientError) return signal.reason
  if (error instanceof InternalAddressError) return privateAddress(shown, taskId, error)
  const cause = redactedCause(error, settings.redact)
  const facts = { request: { method: 'GET', url: shown }, taskId, cause }
  if (signal.aborted) return stopped(settings, `The download of ${shown} was aborted`, facts)
  return new ConnectionError(`GET ${shown} lost its connection.`, facts)
}

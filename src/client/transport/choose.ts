import type { Dispatcher } from 'undici'
import { ConfigurationError } from '../errors/client-error.ts'
import { type Fetch, fetchTransport } from './fetch.ts'
import type { Transport } from './transport.ts'
import { hasUndici, undiciTransport } from './undici.ts'

/**
 * The transport that was passed; else undici; else the runtime's own `fetch`.
 * @throws ConfigurationError when both are passed
 */
export const chooseTransport = ({
  dispatcher,
  fetch,
}: {
  readonly dispatcher?: Dispatcher
  readonly fetch?: Fetch
}): Transport => {
  if (dispatcher !== undefined && fetch !== undefined)
    throw new ConfigurationError('Pass either dispatcher or fetch, not both.')
  if (fetch !== undefined) return fetchTransport(fetch)
  if (hasUndici()) return undiciTransport(dispatcher)
  if (dispatcher !== undefined)
    throw new ConfigurationError(
      'This runtime has no undici of its own, so dispatcher has no effect; pass fetch instead.',
    )
  return fetchTransport((url, init) => globalThis.fetch(url, init))
}

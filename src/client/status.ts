import type { CallErrorKind } from './errors/client-error.ts'

const KINDS: Readonly<Record<number, CallErrorKind>> = {
  401: 'unauthorized',
  402: 'out-of-credits',
  403: 'forbidden',
  404: 'not-found',
  // The server, or a gateway, did not receive the whole request in time.
  408: 'server-error',
  429: 'rate-limited',
}

/**
 * Which error a status means if the provider's own table does not say, whether it came on the status line or in the
 * body.
 */
export const kindOfStatus = (status: number): CallErrorKind => {
  const known = KINDS[status]
  if (known !== undefined) return known
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'invalid-request' : 'invalid-response'
}

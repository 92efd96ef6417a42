import type { CallErrorKind } from './errors/client-error.ts'

const KINDS: Readonly<Record<number, CallErrorKind>> = {
  401: 'unauthorized',
  402: 'out-of-credits',
  403: 'forbidden',
  404: 'not-found',
  // The server, or a gateway, had not read the request in time.
  408: 'server-error',
  429: 'rate-limited',
}

/** Which error a status means, whether it stood on the status line or in the body of a 200. */
export const kindOfStatus = (status: number): CallErrorKind => {
  const known = KINDS[status]
  if (known !== undefined) return known
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'invalid-request' : 'invalid-response'
}

/** 4xx that do not say that nothing was done: timed out, conflict, too early, closed by the client (nginx). */
const UNCLEAR: ReadonlySet<number> = new Set([408, 409, 425, 499])

/**
 * Whether a status says that a create was refused before any work: 4xx, and a 503 that says when to come back. Any other
 * 5xx may come from a gateway that lost the answer of a create that was done.
 */
export const wasRefused = (status: number, hasRetryAfter: boolean): boolean =>
  status === 503 ? hasRetryAfter : status >= 400 && status < 500 && !UNCLEAR.has(status)

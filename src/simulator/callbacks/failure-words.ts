import { errors } from 'undici'
import { RefusedAddressError } from './guarded-connect.ts'
import type { AttemptOutcome } from './schedule.ts'

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  UND_ERR_SOCKET: 'connection closed without a response',
  UND_ERR_HEADERS_OVERFLOW: 'response headers too large',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host lookup failed',
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

/** How an attempt without a status is recorded. */
export const outcomeOfError = (error: Error): AttemptOutcome => {
  if (error instanceof RefusedAddressError) return { kind: 'refused', error: error.message }
  const code = codeOf(error)
  if (error instanceof errors.HTTPParserError)
    return { kind: 'unanswered', error: 'the response is not HTTP' }
  // A plain HTTP receiver behind an https address; OpenSSL's message names a line of its own source.
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return { kind: 'unanswered', error: 'TLS handshake failed' }
  return { kind: 'unanswered', error: WORDS[code] ?? `could not be sent: ${error.message}` }
}

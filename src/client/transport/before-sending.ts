const BEFORE_SENDING =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EPROTO|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|UND_ERR_DESTROYED|UND_ERR_CLOSED|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|HOSTNAME_MISMATCH)$/

/** Bun's names for a connection that was not made (observed in Bun 1.3). */
const BEFORE_SENDING_IN_BUN = /^(ConnectionRefused|FailedToOpenSocket|DNS\w*)$/

/**
 * Whether an error proves that nothing was sent: names, refusals, unreachable hosts, TLS. Checked in addition to
 * undici's own `onRequestStart`, so that a dispatcher that does not call it cannot make us pay twice, and for `fetch`,
 * which has no other way to tell.
 */
export const isBeforeSending = (cause: unknown): boolean => {
  const { code, syscall, message, errors } = Object(cause) as {
    readonly code?: unknown
    readonly syscall?: unknown
    readonly message?: unknown
    readonly errors?: unknown
  }
  // Several addresses were tried, and each failed (happy eyeballs).
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isBeforeSending)
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true
  if (BEFORE_SENDING.test(String(code)) || BEFORE_SENDING_IN_BUN.test(String(code))) return true
  return /before secure TLS connection/.test(String(message))
}

/** A request or a job that failed. `kind` says how, in one word. */
export class Failure extends Error {
  constructor(kind, message, more = {}) {
    super(message)
    Object.assign(this, { kind, ...more })
  }

  /** What the provider refused or could not do. */
  static refusal(status, { code: said, message }, retryAfterMs) {
    const code = refusalCode({ code: said }) ?? status
    const text = `HTTP ${status}, ${said ?? code}: ${message}`
    if (SURE.includes(code))
      return new Failure('refused', text, { code, retryAfterMs, isIn200: status === 200 })
    const kind =
      retryAfterMs !== undefined ? 'unavailable' : status === 200 ? `${code}-in-200` : `http-${status}`
    return new Failure(kind, text, { code, retryAfterMs })
  }

  /** As a read fails. */
  get fatalKind() {
    if (this.kind !== 'refused') return this.kind === 'timeout' ? 'silence' : this.kind
    return this.code === 404 || /not found|null/i.test(this.message) ? 'not-found' : this.code
  }

  /** As a job fails. */
  get endKind() {
    if (this.kind !== 'refused') return this.kind
    return this.isIn200 && this.code === 402 ? '402-in-200' : this.code
  }
}

/** Codes that say that nothing was done. */
const SURE = [400, 401, 402, 404, 422, 429, 433]

/** The number in an error, if there is one. */
export const refusalCode = ({ code }) =>
  Number.isInteger(Number(code)) && code !== null ? Number(code) : undefined

/** Whether the provider certainly did nothing. */
export const isCertain = ({ kind }) => ['refused', 'unreachable', 'distrusted', 'redirected'].includes(kind)

const DISTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/
/** A connection that ends after such a time was silent first, ms. */
const SILENT_MS = 2_500

/** What an error of fetch says. */
export const failureOf = ({ name, message, cause }, tookMs) => {
  const code = cause?.code ?? ''
  const text = `${message} ${code}`.trim()
  if (name === 'TimeoutError') return new Failure('timeout', 'no response in time')
  if (DISTRUSTED.test(code)) return new Failure('distrusted', text)
  if (code === 'ECONNREFUSED') return new Failure('unreachable', text)
  return new Failure(tookMs > SILENT_MS ? 'silence' : 'reset', text)
}

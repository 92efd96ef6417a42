/** Options of a single call, whichever it is. */
export interface CallOptions {
  /** Ends the call at once. */
  readonly signal?: AbortSignal | undefined
  /** For one request and its whole response, ms. Default: the client's `timeout`. */
  readonly timeout?: number | undefined
  /** Sent in addition to the client's own headers. The key's cannot be replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** How often the call is retried, at most. Default: the client's `maxRetries`. */
  readonly maxRetries?: number | undefined
}

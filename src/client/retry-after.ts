/**
 * How long a Retry-After header asks to wait, ms: seconds or an HTTP date (RFC 9110, 10.2.3). `undefined` for anything
 * else; 0 for a moment in the past.
 */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  const text = header?.trim()
  if (text === undefined || text === '') return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  // Date.parse takes "-5" and "2 apples" for dates; an HTTP date has a weekday, and a time.
  const date = /^[A-Za-z]{3,9},? .*\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** EvoLink puts it in the body instead: "retry after 60 seconds" (documented: fallback_suggestion of 429 and 503). */
export const suggestedWaitMs = (suggestion: unknown): number | undefined => {
  const [, seconds] = /retry after (\d{1,6}) ?s/i.exec(typeof suggestion === 'string' ? suggestion : '') ?? []
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

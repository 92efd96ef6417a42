import type { CallErrorKind } from './errors/client-error.ts'
import type { RetryCreate } from './options.ts'

/** The first wait before a call is sent again, ms; doubled each time. A rate window is longer than a hiccup. */
const FIRST_WAIT_MS = 500
const FIRST_RATE_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 30_000
/** Who is asked to stay away longer than this is better told, ms. */
const LONGEST_HINT_MS = 120_000

const WORTH_REPEATING: ReadonlySet<string> = new Set<CallErrorKind>([
  'connection',
  'timeout',
  'rate-limited',
  'server-error',
  'invalid-response',
])

export interface FailedAttempt {
  readonly kind: string
  /** How often it was sent so far, from 1. */
  readonly attempt: number
  readonly maxRetries: number
  readonly retryAfterMs: number | undefined
  /** In [0, 1). */
  readonly random: number
}

/** How long to wait before a call is sent again, ms; `undefined` to give up. Spread by ±25 %, never below what was asked. */
export const retryDelayMs = ({
  kind,
  attempt,
  maxRetries,
  retryAfterMs = 0,
  random,
}: FailedAttempt): number | undefined => {
  if (attempt > maxRetries || !WORTH_REPEATING.has(kind) || retryAfterMs > LONGEST_HINT_MS) return undefined
  const first = kind === 'rate-limited' ? FIRST_RATE_WAIT_MS : FIRST_WAIT_MS
  const usual = Math.min(LONGEST_WAIT_MS, first * 2 ** (attempt - 1)) * (0.75 + random / 2)
  return Math.round(Math.max(usual, retryAfterMs))
}

/** Whether a create may be sent again. `doubt` says what the provider may have done with the last one. */
export const mayRepeatCreate = (
  policy: RetryCreate,
  doubt: 'none' | 'not-sent' | 'refused' | 'unclear',
): boolean => {
  switch (policy) {
    case 'never':
      return false
    case 'safe':
      return doubt !== 'unclear'
    case 'always':
      return true
  }
}

import type { Judgement } from '../contracts/index.ts'
import type { CallErrorKind } from './errors/client-error.ts'
import type { RetryCreate } from './settings.ts'

/** The first wait before a call is retried, ms; doubled each time. A rate window is longer than a hiccup. */
const FIRST_WAIT_MS = 500
const FIRST_RATE_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 30_000
/** A longer wait than this is reported instead of waited for, ms. */
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

/**
 * How long to wait before a call is retried, ms; `undefined` to give up. Spread by ±25 %, never below what was asked.
 */
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

/** Whether a create request may be sent again: only if it was refused for being too much, or never left. */
export const mayRepeatCreate = (policy: RetryCreate, judgement: Judgement): boolean => {
  switch (policy) {
    case 'never':
      return false
    case 'safe':
      // Kie does not queue what it refuses with 429 (observed); EvoLink asks to come back (documented).
      return judgement.kind === 'rate-limited' || judgement.kind === 'not-sent'
    case 'always':
      return judgement.verdict !== 'accepted'
  }
}

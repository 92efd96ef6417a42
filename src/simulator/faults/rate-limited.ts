import { Refusal } from '../http/refusal.ts'
import { defineFault, EVERY_CALL } from './fault.ts'
import { retryAfterSetting, withRetryAfter } from './retry-after.ts'

/**
 * Responds with 429 before any work is done. For a limit that lifts as the clock moves on, a scenario has `rateLimit`.
 */
export const rateLimited = defineFault({
  name: 'rate-limited',
  catches: 'a client that retries at once, or takes a refused poll for a failed task',
  strikes: EVERY_CALL,
  settings: { retryAfter: retryAfterSetting },
  rejectRequest: () => new Refusal('rate-limited', 'This refusal was asked for; no work was done.'),
  rewriteAnswer: (answer, { settings: { retryAfter } }) => withRetryAfter(answer, retryAfter),
})

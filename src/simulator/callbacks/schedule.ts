import type { CallbackRules } from '../../contracts/contract.ts'

/** How one attempt ended. */
export type AttemptOutcome =
  /** The receiver responded with a status. */
  | { readonly kind: 'answered'; readonly status: number }
  /** It did not: no connection, no response in time, or no HTTP. */
  | { readonly kind: 'unanswered'; readonly error: string }
  /** It was never asked: the address is not one that callbacks may be sent to. */
  | { readonly kind: 'refused'; readonly error: string }
  /** The simulator gave up on it: it is closing, or the account was reset. */
  | { readonly kind: 'stopped'; readonly error: string }

/** What follows an attempt. */
export type Next =
  | { readonly state: 'delivered' | 'failed' | 'refused' }
  | { readonly state: 'pending'; readonly delayMs: number }

/** Any 2xx is success (documented: EvoLink; assumed: Kie). */
const isSuccess = (status: number): boolean => status >= 200 && status < 300

/** What follows the `attempt`-th attempt (from 1). A delay counts from that attempt's end. */
export const nextAfter = (rules: CallbackRules, attempt: number, outcome: AttemptOutcome): Next => {
  switch (outcome.kind) {
    case 'refused':
      return { state: 'refused' }
    case 'stopped':
      return { state: 'failed' }
    case 'answered':
      return isSuccess(outcome.status) ? { state: 'delivered' } : retry(rules, attempt)
    case 'unanswered':
      return retry(rules, attempt)
  }
}

const retry = (rules: CallbackRules, attempt: number): Next => {
  const delayMs = rules.retryDelaysMs[attempt - 1]
  return delayMs === undefined ? { state: 'failed' } : { state: 'pending', delayMs }
}

import type { RateLimit } from '../simulator-kinds.ts'

/** Counts create requests in a sliding window, by the account's clock. A refused one does not count. */
export class RateWindow {
  readonly #limit: RateLimit
  /** The times of the newest create requests; a circular buffer as long as the limit. */
  readonly #times: number[] = []
  #next = 0

  constructor(limit: RateLimit) {
    this.#limit = limit
  }

  /** Ms until the next create request is allowed; 0 when it is allowed now. */
  waitAt(now: number): number {
    const oldest = this.#times[this.#next]
    return oldest === undefined ? 0 : Math.max(0, oldest + this.#limit.windowMs - now)
  }

  count(now: number): void {
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#limit.creates
  }
}

import type { RateLimit } from '../setting-kinds.ts'

/** Counts creates in a sliding window, by the account's clock. A refused create does not count. */
export class RateWindow {
  readonly #limit: RateLimit
  /** The times of the newest creates; as long as the limit, used round and round. */
  readonly #times: number[] = []
  #next = 0

  constructor(limit: RateLimit) {
    this.#limit = limit
  }

  /** Ms until one more create is let in; 0 when it is now. */
  waitAt(now: number): number {
    const oldest = this.#times[this.#next]
    return oldest === undefined ? 0 : Math.max(0, oldest + this.#limit.windowMs - now)
  }

  count(now: number): void {
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#limit.creates
  }
}

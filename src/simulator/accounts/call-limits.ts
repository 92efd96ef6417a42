import type { CallLimit } from '../../contracts/index.ts'
import { RateWindow } from './limits.ts'

/** How many windows are kept; beyond that, those in which nothing was counted lately go. */
const MOST_WINDOWS = 1_000

interface Counted {
  readonly window: RateWindow
  readonly windowMs: number
  lastAt: number
}

/** Counts calls other than create requests against their limits, by the account's clock. */
export class CallLimits {
  readonly #counted = new Map<string, Counted>()

  /** Counts a call, unless there are too many. Returns the ms until it would be let in; 0 when it was. */
  admit(name: string, { calls: creates, windowMs }: CallLimit, now: number): number {
    const counted = this.#counted.get(name) ?? this.#begin(name, { creates, windowMs }, now)
    const waitMs = counted.window.waitAt(now)
    if (waitMs > 0) return waitMs
    counted.window.count(now)
    counted.lastAt = now
    return 0
  }

  clear(): void {
    this.#counted.clear()
  }

  #begin(name: string, limit: { readonly creates: number; readonly windowMs: number }, now: number): Counted {
    if (this.#counted.size >= MOST_WINDOWS)
      for (const [old, { lastAt, windowMs }] of this.#counted)
        if (lastAt + windowMs <= now || this.#counted.size >= 2 * MOST_WINDOWS) this.#counted.delete(old)
    const counted = { window: new RateWindow(limit), windowMs: limit.windowMs, lastAt: now }
    this.#counted.set(name, counted)
    return counted
  }
}

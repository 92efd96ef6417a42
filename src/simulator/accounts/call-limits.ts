import type { CallLimit } from '../../contracts/index.ts'
import type { SharedBound, Sharer } from '../shared-bound.ts'
import { RateWindow } from './limits.ts'

/** Each time this number has been added, those in which nothing was counted lately go. */
const MANY_WINDOWS = 1_000

interface Counted {
  readonly window: RateWindow
  readonly windowMs: number
  lastAt: number
}

/** Counts calls other than create requests against their limits, by the account's clock. */
export class CallLimits implements Sharer {
  /** Those counted first come first. */
  readonly #counted = new Map<string, Counted>()
  readonly #all: SharedBound | undefined

  /** @param all the bound on the windows of all accounts */
  constructor(all?: SharedBound) {
    this.#all = all
  }

  get held(): number {
    return this.#counted.size
  }

  giveUpDownTo(held: number): void {
    for (const name of this.#counted.keys()) {
      if (this.#counted.size <= held) return
      this.forget(name)
    }
  }

  /** Counts a call, unless there are too many. Returns the ms until it would be let in; 0 when it was. */
  admit(name: string, { calls: creates, windowMs }: CallLimit, now: number): number {
    const counted = this.#counted.get(name) ?? this.#begin(name, { creates, windowMs }, now)
    const waitMs = counted.window.waitAt(now)
    if (waitMs > 0) return waitMs
    counted.window.count(now)
    counted.lastAt = now
    return 0
  }

  /** Nothing is counted under this name any more. */
  forget(name: string): void {
    if (this.#counted.delete(name)) this.#all?.note(-1)
  }

  clear(): void {
    this.#all?.note(-this.#counted.size)
    this.#counted.clear()
  }

  #begin(name: string, limit: { readonly creates: number; readonly windowMs: number }, now: number): Counted {
    if (this.#counted.size > 0 && this.#counted.size % MANY_WINDOWS === 0)
      for (const [old, { lastAt, windowMs }] of this.#counted) if (lastAt + windowMs <= now) this.forget(old)
    const counted = { window: new RateWindow(limit), windowMs: limit.windowMs, lastAt: now }
    this.#counted.set(name, counted)
    this.#all?.note(1)
    return counted
  }
}

import type { Account } from '../accounts/account.ts'
import { labelIn } from '../http/headers.ts'
import { added, type KeptSums, NO_SUMS, revivedSums, type Sums, sumsOf } from './sums.ts'

/** Labels kept; the sums of further ones are part of the total only. */
const MOST_LABELS = 1_000

/** The bills of accounts before they were reset or dropped: a run costs the same, however often it starts over. */
export class PastBills {
  #total = NO_SUMS
  readonly #byLabel = new Map<string, Sums>()

  get total(): Sums {
    return this.#total
  }

  get byLabel(): ReadonlyMap<string, Sums> {
    return this.#byLabel
  }

  /** Goes on from what was kept. */
  restore(total: KeptSums, byLabel: Readonly<Record<string, KeptSums>>): void {
    this.#total = revivedSums(total)
    this.#byLabel.clear()
    for (const [written, sums] of Object.entries(byLabel).slice(0, MOST_LABELS)) {
      const label = labelIn(written)
      if (label !== undefined) this.#byLabel.set(label, revivedSums(sums))
    }
  }

  /** Keeps the sums of an account that is about to be reset or dropped. */
  keep(account: Account): void {
    // Whatever was under way has been called off.
    const sums = { ...sumsOf(account), underWay: 0 }
    this.#total = added(this.#total, sums)
    const { label } = account
    if (label === undefined) return
    const before = this.#byLabel.get(label)
    if (before === undefined && this.#byLabel.size >= MOST_LABELS) return
    this.#byLabel.set(label, added(before ?? NO_SUMS, sums))
  }
}

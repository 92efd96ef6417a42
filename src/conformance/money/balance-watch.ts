import { CouldNotCheck, MoneyGuard } from '../could-not-check.ts'
import type { Provider } from '../provider.ts'

/** Less than any provider can bill. */
export const ROUNDING = 0.001

/** Rounded to what providers bill in. */
export const inCredits = (amount: number): number => Math.round(amount * 1_000) / 1_000

/** The balance, read again and again: it may fall by what was bought and by nothing else. */
export class BalanceWatch {
  readonly #provider: Provider
  /** The first balance that could be read. */
  start: number | undefined
  /** The last one. */
  last: number | undefined
  /** How far it rose by itself; from then on it proves nothing. */
  rise = 0
  /** How often it did. */
  rises = 0
  #highest = Number.NEGATIVE_INFINITY
  #expected: number | undefined
  /** What bought tasks may still cost. */
  #due = 0
  /** The balance before the last task was bought, until the balance has fallen below it. */
  #unbilledFrom: number | undefined
  /** Whether that task has failed, which costs nothing: its bill may have come and gone between two reads. */
  #isFree = false

  constructor(provider: Provider) {
    this.#provider = provider
  }

  /** Reads it without judging. `undefined` when it cannot be read. */
  async read(): Promise<number | undefined> {
    const left = await this.#provider.balance()
    if (left === undefined) return undefined
    this.start ??= left
    this.#expected ??= left
    if (this.last !== undefined && left > this.#highest + ROUNDING) {
      this.rise += left - this.#highest
      this.rises += 1
    }
    this.#highest = Math.max(this.#highest, left)
    if (this.#unbilledFrom !== undefined && left < this.#unbilledFrom - ROUNDING)
      this.#unbilledFrom = undefined
    this.last = left
    return left
  }

  /**
   * Whether the last task that was bought has never shown in it. Then it may lag behind, and would show no accident
   * either.
   */
  get isBehind(): boolean {
    return this.#unbilledFrom !== undefined
  }

  /** It was read for long enough. Returns whether it can be relied on: no bill is right for a task that failed. */
  giveUpWaiting(): boolean {
    if (!this.#isFree) return false
    this.#unbilledFrom = undefined
    return true
  }

  /**
   * The balance, unless it fell.
   * @param after what was sent before, in words
   * @throws CouldNotCheck when it cannot be read; MoneyGuard when it fell by more than was bought
   */
  async verify(after: string): Promise<number> {
    const left = await this.read()
    if (left === undefined)
      throw new CouldNotCheck('the balance cannot be read, and no create request is sent without it')
    const expected = this.#expected ?? left
    if (left > expected) this.#expected = left
    const fell = inCredits(expected - left)
    if (fell <= this.#due + ROUNDING) return left
    // Reported once: later balances are compared with this one.
    this.#expected = left
    throw new MoneyGuard(`the balance fell by ${fell} credits ${after}`, {
      at: this.#provider.facts.at.balance,
      documented: this.#due > 0 ? `at least ${inCredits(expected - this.#due)}` : String(expected),
      observed: String(left),
      message: `the balance fell by ${fell} credits ${after}`,
      exchange: this.#provider.exchanges.at(-1),
    })
  }

  /** A task was bought that may cost this much. */
  allow(credits: number): void {
    this.#due += credits
    this.#unbilledFrom = this.last
    this.#isFree = false
  }

  /** The task that was bought last has failed. */
  expectNoBill(): void {
    this.#isFree = true
  }

  /**
   * A bought task has ended and `charged` of the `allowed` credits are gone; the rest may still be billed if it is due.
   */
  settle(allowed: number, charged: number, due: number): void {
    this.#due = Math.max(0, this.#due - allowed) + Math.max(0, inCredits(due - charged))
    if (this.last !== undefined) this.#expected = this.last
  }
}

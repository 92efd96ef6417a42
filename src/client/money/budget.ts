import { ConfigurationError, OverBudgetError } from '../errors/client-error.ts'

/** What a client has spent, in the provider's credits. */
export interface Spending {
  /** Of tasks that were bought, or may have been; at the known prices. A task that fails gives back what it cost. */
  readonly credits: number
  /** What is left of `maxCredits`. */
  readonly remaining: number | undefined
}

/** The part of the budget that one create request holds until its outcome is known. */
export interface Reservation {
  /** It bought this task. */
  readonly bought: (taskId: string) => void
  /** It was refused: nothing was spent. */
  readonly release: () => void
}

/** How many tasks keep their price, so that it can be given back if they fail. */
const MOST_REMEMBERED = 10_000

/** Counts what a client spends, and stops it before it exceeds its limit. What is in doubt stays counted. */
export class Budget {
  readonly #maxCredits: number | undefined
  readonly #prices = new Map<string, number>()
  #credits = 0

  /** @throws ConfigurationError when the ceiling is not a number from 0 up */
  constructor(maxCredits: number | undefined) {
    if (maxCredits !== undefined && !(maxCredits >= 0))
      throw new ConfigurationError(`maxCredits is a number of credits from 0 up, not ${maxCredits}.`)
    this.#maxCredits = maxCredits
  }

  get spending(): Spending {
    const remaining = this.#maxCredits === undefined ? undefined : this.#maxCredits - this.#credits
    return { credits: this.#credits, remaining }
  }

  /**
   * Reserves a price before anything is sent.
   * @throws OverBudgetError
   */
  reserve(price: number | undefined, model: string | undefined): Reservation {
    if (this.#maxCredits !== undefined) {
      if (price === undefined)
        throw new OverBudgetError(
          `Nobody knows what ${model ?? 'this task'} costs, and maxCredits is set: pass credits beside the request.`,
        )
      if (this.#credits + price > this.#maxCredits)
        throw new OverBudgetError(
          `This task costs ${price} credits, and ${this.#maxCredits - this.#credits} of maxCredits ${this.#maxCredits} are left; nothing was sent.`,
        )
    }
    const credits = price ?? 0
    this.#credits += credits
    return {
      bought: (taskId) => this.#remember(taskId, credits),
      release: () => {
        this.#credits -= credits
      },
    }
  }

  /** A failed task costs nothing (observed at Kie; EvoLink releases what it reserved). */
  failed(taskId: string): void {
    this.#credits -= this.#prices.get(taskId) ?? 0
    this.#prices.delete(taskId)
  }

  #remember(taskId: string, credits: number): void {
    this.#prices.set(taskId, credits)
    for (const oldest of this.#prices.keys()) {
      if (this.#prices.size <= MOST_REMEMBERED) break
      this.#prices.delete(oldest)
    }
  }
}

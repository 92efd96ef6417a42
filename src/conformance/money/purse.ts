import { CouldNotCheck } from '../could-not-check.ts'

/** What a run may spend. The worst price is reserved before each create request, one request at a time. */
export class Purse {
  readonly max: number
  #spent = 0
  #reserved = 0

  constructor(max: number) {
    this.max = max
  }

  /** Certainly spent, and reserved. */
  get committed(): number {
    return this.#spent + this.#reserved
  }

  get left(): number {
    return this.max - this.committed
  }

  /** @throws CouldNotCheck when too little is left, or another create request is under way */
  reserve(credits: number): void {
    if (this.#reserved > 0)
      throw new CouldNotCheck('nothing more is bought: the outcome of an earlier create request is unknown')
    if (credits > this.left) {
      throw new CouldNotCheck(
        `it may cost ${credits} credits, and ${this.left} of --max-credits ${this.max} are left`,
      )
    }
    this.#reserved = credits
  }

  /** The create request was refused: nothing was bought. */
  release(): void {
    this.#reserved = 0
  }

  /** The create request was accepted: the reserved credits, or the provider's quote if that is more, are spent. */
  spend(quoted = 0): void {
    this.#spent += Math.max(this.#reserved, quoted)
    this.#reserved = 0
  }
}

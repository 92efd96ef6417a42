import { CouldNotCheck } from '../could-not-check.ts'

/** What a run may spend. The worst price is set aside before each create, one create at a time. */
export class Purse {
  readonly max: number
  #spent = 0
  #reserved = 0

  constructor(max: number) {
    this.max = max
  }

  /** Spent for certain, and set aside. */
  get committed(): number {
    return this.#spent + this.#reserved
  }

  get left(): number {
    return this.max - this.committed
  }

  /** @throws CouldNotCheck when there is not enough left, or another create is under way */
  reserve(credits: number): void {
    if (this.#reserved > 0)
      throw new CouldNotCheck('nothing more is bought: the outcome of an earlier create is unknown')
    if (credits > this.left) {
      throw new CouldNotCheck(
        `it may cost ${credits} credits, and ${this.left} of --max-credits ${this.max} are left`,
      )
    }
    this.#reserved = credits
  }

  /** The create was refused: nothing was bought. */
  release(): void {
    this.#reserved = 0
  }

  /** The create was accepted: what was set aside, or what the provider quotes if that is more, is spent. */
  spend(quoted = 0): void {
    this.#spent += Math.max(this.#reserved, quoted)
    this.#reserved = 0
  }
}

import { bounds } from '../bounds.ts'

/** The bodies of calls that wait for their latency: the work on them is still to be done. */
export class WaitingBodies {
  #held = 0

  /** Whether one of this length may wait; one that may has to be let go, once. */
  admit(length: number): boolean {
    if (this.#held > 0 && this.#held + length > bounds.waitingBodies.most) return false
    this.#held += length
    return true
  }

  letGo(length: number): void {
    this.#held -= length
  }
}

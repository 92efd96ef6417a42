import { bounds, WAITING_WEIGHT } from '../bounds.ts'

/**
 * The calls that wait: for their latency, with a body whose work is still to be done, or for the end or the next piece of
 * a response that a fault holds back. On a manual clock they wait on after their callers have gone.
 */
export class WaitingCalls {
  #held = 0

  /** Whether one with a body of this length may wait; one that may has to be let go, once. */
  admit(bodyLength: number): boolean {
    const length = WAITING_WEIGHT + bodyLength
    if (this.#held > 0 && this.#held + length > bounds.waitingCalls.most) return false
    this.#held += length
    return true
  }

  letGo(bodyLength: number): void {
    this.#held -= WAITING_WEIGHT + bodyLength
  }
}

import { beginning } from '../beginning.ts'

/** How many keys are remembered; beyond that the oldest goes. */
const MOST_KEYS = 10_000

/** A longer key is known by its beginning. */
const LONGEST_KEY = 300

/** The first create request under a key. */
export interface First {
  readonly digest: string
  readonly taskId: string
}

/** Which task was created first under each idempotency key of an account. */
export class IdempotencyKeys {
  readonly #first = new Map<string, First>()
  /** Called with every key that is new. */
  onNote: ((key: string, first: First) => void) | undefined = undefined

  get all(): ReadonlyMap<string, First> {
    return this.#first
  }

  get(key: string): First | undefined {
    return this.#first.get(beginning(key, LONGEST_KEY))
  }

  note(key: string, first: First): void {
    if (this.#first.size >= MOST_KEYS) {
      const [oldest] = this.#first.keys()
      if (oldest !== undefined) this.#first.delete(oldest)
    }
    const known = beginning(key, LONGEST_KEY)
    this.#first.set(known, first)
    this.onNote?.(known, first)
  }

  clear(): void {
    this.#first.clear()
  }
}

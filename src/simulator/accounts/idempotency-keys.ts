import { createHash } from 'node:crypto'
import { beginning } from '../beginning.ts'

/** How many keys are remembered; beyond that the oldest goes. */
const MOST_KEYS = 10_000

/** A longer key is known by its hash. */
const LONGEST_KEY = 100

const known = (key: string): string =>
  key.length <= LONGEST_KEY ? beginning(key, LONGEST_KEY) : createHash('sha256').update(key).digest('hex')

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
    return this.#first.get(known(key))
  }

  note(key: string, first: First): void {
    if (this.#first.size >= MOST_KEYS) {
      const [oldest] = this.#first.keys()
      if (oldest !== undefined) this.#first.delete(oldest)
    }
    const kept = known(key)
    this.#first.set(kept, first)
    this.onNote?.(kept, first)
  }

  /** Lets go of the oldest keys whose tasks are gone: nothing is replayed for them. */
  forgetGone(isThere: (taskId: string) => boolean): void {
    for (const [key, { taskId }] of this.#first) {
      if (isThere(taskId)) return
      this.#first.delete(key)
    }
  }

  clear(): void {
    this.#first.clear()
  }
}

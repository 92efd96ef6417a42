import type { WantedTask } from './create.ts'
import type { AmbiguousCreateError } from './errors/ambiguous-create-error.ts'

/** Enough to tell a lost task from those of the last hours. */
const MOST_REMEMBERED = 10_000

/** What a client has created and what it may have created, for `reconcile`. Errors never contain the prompt. */
export class SentRequests {
  readonly #wanted = new WeakMap<AmbiguousCreateError, WantedTask>()
  readonly #bought = new Set<string>()

  bought(taskId: string): void {
    this.#bought.add(taskId)
    for (const oldest of this.#bought) {
      if (this.#bought.size <= MOST_REMEMBERED) break
      this.#bought.delete(oldest)
    }
  }

  isBought(taskId: string): boolean {
    return this.#bought.has(taskId)
  }

  inDoubt(error: AmbiguousCreateError, wanted: WantedTask): void {
    this.#wanted.set(error, wanted)
  }

  wantedBy(error: AmbiguousCreateError): WantedTask | undefined {
    return this.#wanted.get(error)
  }

  requestOf(error: AmbiguousCreateError): unknown {
    const body = this.#wanted.get(error)?.body
    return body === undefined ? undefined : JSON.parse(body)
  }
}

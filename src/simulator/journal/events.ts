import type { Account } from '../accounts/account.ts'
import type { Delivery } from '../callbacks/delivery.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Task } from '../tasks/task.ts'
import type { Exchange } from './journal.ts'

/** Something that happened. `account` is the name of the account; null for what concerns the whole server. */
export type Happening =
  | { readonly type: 'exchange'; readonly account: string | null; readonly exchange: Exchange }
  /** A task is new or has a new timeline. */
  | { readonly type: 'task'; readonly account: string; readonly owner: Account; readonly task: Task }
  | { readonly type: 'delivery'; readonly account: string; readonly delivery: Delivery }
  | { readonly type: 'clock'; readonly account: string | null; readonly owner: Account | undefined }
  | { readonly type: 'scenario'; readonly account: string | null; readonly scenario: Scenario }
  | { readonly type: 'reset'; readonly account: string | null; readonly reset: readonly string[] }
  | {
      readonly type: 'inbox'
      readonly account: string | null
      readonly inbox: string
      readonly answered: number
    }
  | {
      readonly type: 'forgotten'
      readonly account: string | null
      readonly list: 'exchanges' | 'inbox'
      /** Only where the list is an inbox. */
      readonly inbox?: string
      readonly forgotten: number
    }

type Watcher = (happening: Happening) => void

/** Notifies watchers of what happens. Costs nothing while nobody watches. */
export class Events {
  readonly #watchers = new Set<Watcher>()

  get isWatched(): boolean {
    return this.#watchers.size > 0
  }

  tell(happening: Happening): void {
    for (const watcher of this.#watchers) watcher(happening)
  }

  /** Returns a function that ends the watching. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }
}

import { createHash } from 'node:crypto'
import type { Task } from '../tasks/task.ts'

/** A create request that bought a task. */
export interface Purchase {
  /** The exchange's id in the journal. */
  readonly exchange: string
  readonly taskId: string
  /** Credits. */
  readonly cost: number
  /** Epoch ms by the account's clock. */
  readonly at: number
  /** What is kept as evidence keeps no task alive that the account has given up. */
  readonly task: { deref(): Task | undefined }
}

/** What is kept of one beyond the end of the process. */
export type KeptPurchase = Omit<Purchase, 'task'>
export type KeptLoss = Omit<LostCreate, 'task'>

export const purchaseOf = (exchange: string, task: Task): Purchase => ({
  exchange,
  taskId: task.id,
  cost: task.cost,
  at: task.createdAt,
  task: new WeakRef(task),
})

/** A create request whose response did not tell its client that a task was bought. */
export interface LostCreate extends Purchase {
  /** The status of the response; null where there was none. */
  readonly status: number | null
  readonly fault: string | null
  /** What was wrong with the response, in a sentence. */
  readonly doubt: string
}

/** Enough for every call that a client has under way. */
const MOST_LOST = 32

/** What tells two create requests for the same thing from others: the provider and the body. */
const asked = ({ provider, request }: Task): string =>
  createHash('sha1').update(`${provider} ${request}`).digest('base64')

/** The newest create requests whose client never learned what became of them, by what they asked for. */
export class LostCreates {
  readonly #lost = new Map<string, LostCreate>()

  /** By a hash of what they asked for. */
  get all(): ReadonlyMap<string, LostCreate> {
    return this.#lost
  }

  restore(asked: string, create: LostCreate): void {
    this.#lost.set(asked, create)
  }

  get isEmpty(): boolean {
    return this.#lost.size === 0
  }

  /** @param task what `create` bought */
  add(create: LostCreate, task: Task): void {
    const key = asked(task)
    this.#lost.delete(key)
    this.#lost.set(key, create)
    const [oldest] = this.#lost.keys()
    if (this.#lost.size > MOST_LOST && oldest !== undefined) this.#lost.delete(oldest)
  }

  /** The one that asked for the same as this task, which is no longer waited for. A task that was read was known. */
  take(task: Task): LostCreate | undefined {
    const key = asked(task)
    const found = this.#lost.get(key)
    this.#lost.delete(key)
    return (found?.task.deref()?.reads ?? 0) > 0 ? undefined : found
  }
}

import type { Exchange } from '../journal/journal.ts'
import type { Task } from '../tasks/task.ts'
import { isRefundedAt } from './create-bill.ts'
import {
  type KeptLoss,
  type KeptPurchase,
  type LostCreate,
  LostCreates,
  type Purchase,
  purchaseOf,
} from './lost-creates.ts'

/** One thing bought twice: the same body again, after a response that did not name the first task. */
export interface DoublePayment {
  readonly first: LostCreate
  readonly again: Purchase
}

/** Evidence as it is kept beyond the end of the process: the tasks themselves are kept elsewhere. */
export interface KeptEvidence {
  readonly refused: number
  readonly neverLearned: number
  readonly toldOfEnd: number
  readonly lost: readonly (KeptLoss & { readonly asked: string })[]
  readonly doubles: readonly { readonly first: KeptLoss; readonly again: KeptPurchase }[]
  readonly furtherDoubles: number
}

const withoutTask = <T extends Purchase>({ task: _, ...rest }: T): Omit<T, 'task'> => rest

/** As many as anybody reads. */
const MOST_SHOWN = 20

/** How an account's create requests went, and what shows that something was paid for twice. Its size is bounded. */
export class Evidence {
  #refused = 0
  #neverLearned = 0
  /** Tasks that ended well and whose end the client was told. */
  #toldOfEnd = 0
  readonly #lost = new LostCreates()
  readonly #doubles: DoublePayment[] = []
  /** Double payments of which only the number is kept. */
  #furtherDoubles = 0

  get refused(): number {
    return this.#refused
  }

  get neverLearned(): number {
    return this.#neverLearned
  }

  get toldOfEnd(): number {
    return this.#toldOfEnd
  }

  get kept(): KeptEvidence {
    return {
      refused: this.#refused,
      neverLearned: this.#neverLearned,
      toldOfEnd: this.#toldOfEnd,
      lost: [...this.#lost.all].map(([asked, create]) => ({ asked, ...withoutTask(create) })),
      doubles: this.#doubles.map(({ first, again }) => ({
        first: withoutTask(first),
        again: withoutTask(again),
      })),
      furtherDoubles: this.#furtherDoubles,
    }
  }

  /** Goes on from what was kept. @param taskOf finds a task that is still there */
  restore(kept: KeptEvidence, taskOf: (id: string) => Task | undefined): void {
    const revived = <T extends KeptPurchase>(purchase: T): T & Pick<Purchase, 'task'> => ({
      ...purchase,
      task: { deref: () => taskOf(purchase.taskId) },
    })
    this.#refused = kept.refused
    this.#neverLearned = kept.neverLearned
    this.#toldOfEnd = kept.toldOfEnd
    for (const { asked, ...create } of kept.lost) this.#lost.restore(asked, revived(create))
    for (const { first, again } of kept.doubles)
      this.#doubles.push({ first: revived(first), again: revived(again) })
    this.#furtherDoubles = kept.furtherDoubles
  }

  /** Counts a create request, as the journal has it. */
  count(exchange: Exchange): void {
    const task = exchange.bill?.task
    if (task === undefined) {
      this.#refused += 1
      return
    }
    const first = this.#lost.isEmpty ? undefined : this.#lost.take(task)
    if (first !== undefined) this.#addDouble({ first, again: purchaseOf(exchange.id, task) })
    if (exchange.bill?.doubt !== undefined) this.lose(exchange, task, exchange.bill.doubt)
  }

  /** The client does not know of a task that it bought. */
  lose({ id, status, fault }: Exchange, task: Task, doubt: string): void {
    this.#neverLearned += 1
    this.#lost.add({ ...purchaseOf(id, task), status, fault, doubt }, task)
  }

  /** The client was told, by a response or a callback, that a task has ended well. */
  tellOfEnd(task: Task): void {
    if (task.isEndTold) return
    task.isEndTold = true
    this.#toldOfEnd += 1
  }

  /** What was paid for twice: the newest, and how many there are. A task that failed was paid for by nobody. */
  doublesAt(now: number): { readonly shown: readonly DoublePayment[]; readonly count: number } {
    const isPaid = ({ task }: Purchase): boolean => {
      const known = task.deref()
      return known === undefined || !isRefundedAt(known, now)
    }
    const shown = this.#doubles.filter(({ first, again }) => isPaid(first) && isPaid(again))
    return { shown, count: shown.length + this.#furtherDoubles }
  }

  #addDouble(double: DoublePayment): void {
    this.#doubles.push(double)
    if (this.#doubles.length <= MOST_SHOWN) return
    this.#doubles.shift()
    this.#furtherDoubles += 1
  }
}

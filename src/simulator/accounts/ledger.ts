import type { ProviderName } from '../../contracts/index.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import type { Timeline } from '../tasks/timeline.ts'
import { Heap } from '../time/heap.ts'

const endsBefore = (a: Task, b: Task): boolean => (endOf(a) ?? 0) < (endOf(b) ?? 0)

/** What the tasks of one provider came to, in its credits. */
export interface Tally {
  /** Reserved or taken, less what failed tasks gave back. */
  readonly charged: number
  /** Given back by failed tasks. */
  readonly refunded: number
  readonly refundedTasks: number
  /** Tasks queued or running. */
  readonly running: number
  /** Tasks that ended well. */
  readonly succeeded: number
}

type Counting = { -readonly [Name in keyof Tally]: Tally[Name] }

/**
 * The credits of an account and how many of its tasks are under way. Both follow from the tasks and the time: a task
 * reserves its price when it is created, and one that fails gives it back at that moment.
 */
export class Ledger {
  readonly #granted: number
  #charged = 0
  #consumed = 0
  /** Tasks whose end is planned, soonest first. */
  readonly #open = new Heap(endsBefore)
  readonly #tallies = new Map<ProviderName, Counting>()

  constructor(granted: number) {
    this.#granted = granted
  }

  /** Reserves the task's price and counts it as under way. */
  add(task: Task): void {
    this.#charged += task.cost
    const tally = this.#tallyOf(task.provider)
    tally.charged += task.cost
    tally.running += 1
    if (endOf(task) !== undefined) this.#open.push(task)
  }

  /** Gives a task that is under way a new timeline. */
  replan(task: Task, timeline: Timeline): void {
    if (endOf(task) !== undefined) this.#open.keep((open) => open !== task)
    task.timeline = timeline
    if (endOf(task) !== undefined) this.#open.push(task)
  }

  /** Credits left at `now`. */
  balanceAt(now: number): number {
    this.#settle(now)
    return this.#granted - this.#charged
  }

  /** Credits that tasks reserved or took by `now`, less what failed ones gave back. */
  chargedAt(now: number): number {
    this.#settle(now)
    return this.#charged
  }

  /** Credits spent by `now` on tasks that succeeded. */
  consumedAt(now: number): number {
    this.#settle(now)
    return this.#consumed
  }

  /** Tasks queued or running with a provider at `now`. */
  runningAt(now: number, provider: ProviderName): number {
    this.#settle(now)
    return this.#tallies.get(provider)?.running ?? 0
  }

  /** What the tasks of each provider that has any came to by `now`. */
  talliesAt(now: number): ReadonlyMap<ProviderName, Tally> {
    this.#settle(now)
    return this.#tallies
  }

  #tallyOf(provider: ProviderName): Counting {
    const known = this.#tallies.get(provider)
    if (known !== undefined) return known
    const tally = { charged: 0, refunded: 0, refundedTasks: 0, running: 0, succeeded: 0 }
    this.#tallies.set(provider, tally)
    return tally
  }

  #settle(now: number): void {
    for (let task = this.#open.first; task !== undefined; task = this.#open.first) {
      const endsAt = endOf(task) ?? now
      if (endsAt > now) return
      this.#open.shift()
      const tally = this.#tallyOf(task.provider)
      tally.running -= 1
      if (taskStepAt(task, endsAt).phase === 'failed') {
        this.#charged -= task.cost
        tally.charged -= task.cost
        tally.refunded += task.cost
        tally.refundedTasks += 1
      } else {
        this.#consumed += task.cost
        tally.succeeded += 1
      }
    }
  }
}

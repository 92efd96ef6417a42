import type { ProviderName } from '../../contracts/index.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import type { Timeline } from '../tasks/timeline.ts'
import { Heap } from '../time/heap.ts'

const endsBefore = (a: Task, b: Task): boolean => (endOf(a) ?? 0) < (endOf(b) ?? 0)

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
  readonly #running = new Map<ProviderName, number>()

  constructor(granted: number) {
    this.#granted = granted
  }

  /** Reserves the task's price and counts it as under way. */
  add(task: Task): void {
    this.#charged += task.cost
    this.#count(task, 1)
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
    return this.#running.get(provider) ?? 0
  }

  #count({ provider }: Task, change: 1 | -1): void {
    this.#running.set(provider, (this.#running.get(provider) ?? 0) + change)
  }

  #settle(now: number): void {
    for (let task = this.#open.first; task !== undefined; task = this.#open.first) {
      const endsAt = endOf(task) ?? now
      if (endsAt > now) return
      this.#open.shift()
      this.#count(task, -1)
      if (taskStepAt(task, endsAt).phase === 'failed') this.#charged -= task.cost
      else this.#consumed += task.cost
    }
  }
}

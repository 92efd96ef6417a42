import { Heap } from '../../basics/time/heap.ts'
import type { ProviderName } from '../../contracts/index.ts'
import { endOf, type Task, taskStepAt } from '../tasks/task.ts'
import { type Timeline, terminalStep } from '../tasks/timeline.ts'

/** Another end that a task was given. What was planned for it before stays in the heap, and is skipped there. */
interface Move {
  readonly task: Task
  /** Undefined while only a read or the control API can end it. */
  readonly at: number | undefined
  /** When the task itself comes up in the heap; undefined when it does not any more. */
  plannedAt: number | undefined
  /** It has come, before what was planned. */
  readonly hasCome?: boolean
}

const isMove = (entry: Task | Move): entry is Move => 'task' in entry

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

/** What the tasks of a provider came to that are no longer there. */
export type ForgottenTally = Omit<Tally, 'running'>

const NOTHING: Tally = { charged: 0, refunded: 0, refundedTasks: 0, running: 0, succeeded: 0 }

const tallyIn = (tallies: Map<ProviderName, Counting>, provider: ProviderName): Counting => {
  const known = tallies.get(provider)
  if (known !== undefined) return known
  const tally = { ...NOTHING }
  tallies.set(provider, tally)
  return tally
}

/**
 * The credits of an account and how many of its tasks are under way. Both follow from the tasks and the time: a task
 * reserves its price when it is created, and one that fails gives it back at that moment.
 */
export class Ledger {
  readonly granted: number
  #charged = 0
  #consumed = 0
  /** Tasks whose end is planned, soonest first. */
  readonly #open = new Heap<Task | Move>((a, b) => this.#timeOf(a) < this.#timeOf(b))
  /** The newest for each task whose end was changed. */
  readonly #moves = new Map<Task, Move>()
  readonly #tallies = new Map<ProviderName, Counting>()
  readonly #forgotten = new Map<ProviderName, Counting>()

  /** @param forgotten what its account had before, and has no tasks of any more */
  constructor(granted: number, forgotten: Readonly<Partial<Record<ProviderName, ForgottenTally>>> = {}) {
    this.granted = granted
    for (const [name, tally] of Object.entries(forgotten) as [ProviderName, ForgottenTally][]) {
      this.#charged += tally.charged
      this.#consumed += tally.charged
      this.#tallies.set(name, { ...tally, running: 0 })
      this.#forgotten.set(name, { ...tally, running: 0 })
    }
  }

  /**
   * Reserves the task's price and counts it as under way.
   * @param now a task that has ended by then is settled at once: a million of them need no sorting
   */
  add(task: Task, now = Number.NEGATIVE_INFINITY): void {
    this.#charged += task.cost
    const tally = tallyIn(this.#tallies, task.provider)
    tally.charged += task.cost
    tally.running += 1
    const end = endOf(task)
    if (end === undefined) return
    if (end <= now) this.#end(task)
    else this.#open.push(task)
  }

  /** Takes note that a task is no longer there. What it came to, or will have come to at its end, remains. */
  forget({ provider, timeline, cost }: Task): void {
    const tally = tallyIn(this.#forgotten, provider)
    if (terminalStep(timeline)?.phase === 'failed') {
      tally.refunded += cost
      tally.refundedTasks += 1
    } else {
      tally.charged += cost
      tally.succeeded += 1
    }
  }

  /** What the tasks came to that are no longer there. */
  get forgotten(): Readonly<Partial<Record<ProviderName, ForgottenTally>>> {
    return Object.fromEntries([...this.#forgotten].map(([name, { running: _, ...tally }]) => [name, tally]))
  }

  /** Gives a task that is under way a new timeline. */
  replan(task: Task, timeline: Timeline): void {
    const before = this.#moves.get(task)
    const plannedAt = before === undefined ? endOf(task) : before.plannedAt
    task.timeline = timeline
    const move = { task, at: endOf(task), plannedAt }
    this.#moves.set(task, move)
    if (move.at !== undefined) this.#open.push(move)
  }

  /** Credits left at `now`. */
  balanceAt(now: number): number {
    this.#settle(now)
    return this.granted - this.#charged
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

  /** What an entry is sorted by: never changes while it is in the heap. */
  #timeOf(entry: Task | Move): number {
    if (isMove(entry)) return entry.at ?? 0
    return (this.#moves.size === 0 ? undefined : this.#moves.get(entry)?.plannedAt) ?? endOf(entry) ?? 0
  }

  #settle(now: number): void {
    for (let entry = this.#open.first; entry !== undefined; entry = this.#open.first) {
      if (this.#timeOf(entry) > now) return
      this.#open.shift()
      const ended = isMove(entry) ? this.#movedEnd(entry) : this.#plannedEnd(entry)
      if (ended !== undefined) this.#end(ended)
    }
  }

  /** The task of a move, if it was not moved again. */
  #movedEnd(move: Move): Task | undefined {
    if (this.#moves.get(move.task) !== move) return undefined
    // As long as the task itself is to come, it has to be known that it has ended.
    if (move.plannedAt === undefined) this.#moves.delete(move.task)
    else this.#moves.set(move.task, { ...move, hasCome: true })
    return move.task
  }

  /** The task, if its end was not changed. */
  #plannedEnd(task: Task): Task | undefined {
    const move = this.#moves.get(task)
    if (move === undefined) return task
    if (move.hasCome) this.#moves.delete(task)
    else move.plannedAt = undefined
    return undefined
  }

  #end(task: Task): void {
    const tally = tallyIn(this.#tallies, task.provider)
    tally.running -= 1
    if (taskStepAt(task, endOf(task) ?? 0).phase === 'failed') {
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

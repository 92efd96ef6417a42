import type { Due, Forecast } from '../../basics/time/clock.ts'
import { Heap } from '../../basics/time/heap.ts'
import type { Task } from '../tasks/task.ts'
import type { Step, Timeline } from '../tasks/timeline.ts'

/** A step that a task has yet to take. */
interface Change {
  readonly task: Task
  /** The task's timeline when this was noted: once the task has another one, the change no longer applies. */
  readonly timeline: Timeline
  readonly index: number
  /** Epoch ms. */
  readonly at: number
}

const changeAt = (task: Task, index: number): Change | undefined => {
  const step: Step | undefined = task.timeline[index]
  const at = task.createdAt + (step?.afterMs ?? Number.POSITIVE_INFINITY)
  return Number.isFinite(at) ? { task, timeline: task.timeline, index, at } : undefined
}

const isOff = ({ task, timeline }: Change): boolean => task.timeline !== timeline

/** When the last planned change of a task comes. */
const lastAt = ({ createdAt, timeline }: Task): number =>
  createdAt + (timeline.findLast(({ afterMs }) => Number.isFinite(afterMs))?.afterMs ?? 0)

/**
 * When the tasks of an account change next. No task has a timer for this. It is worked out only when somebody asks:
 * whoever moves a clock by hand, or looks at it.
 */
export class TaskChanges implements Forecast {
  readonly #tasks: () => Iterable<Task>
  #heap: Heap<Change> | undefined

  constructor(tasks: () => Iterable<Task>) {
    this.#tasks = tasks
  }

  /** Takes note of a task that is new or has a new timeline. */
  note(task: Task): void {
    if (this.#heap !== undefined) this.#push(this.#heap, changeAt(task, 1))
  }

  forget(): void {
    this.#heap = undefined
  }

  nextAfter(now: number): number | undefined {
    return this.#upTo(now).first?.at
  }

  lastAfter(now: number): number | undefined {
    const coming = this.#upTo(now)
      .toArray()
      .filter((change) => !isOff(change))
    return coming.length === 0
      ? undefined
      : coming.reduce((last, { task }) => Math.max(last, lastAt(task)), now)
  }

  soonest(now: number, most: number): readonly Due[] {
    const heap = this.#upTo(now)
    const found: Change[] = []
    for (let change = heap.first; change !== undefined && found.length < most; change = heap.first) {
      heap.shift()
      if (!isOff(change)) found.push(change)
    }
    for (const change of found) heap.push(change)
    return found.map(({ task, timeline, index, at }) => ({
      at,
      label: `task ${task.id}: ${timeline[index]?.phase}`,
    }))
  }

  /** The changes that come after `now`, soonest first. */
  #upTo(now: number): Heap<Change> {
    this.#heap ??= this.#built()
    const heap = this.#heap
    for (let first = heap.first; first !== undefined; first = heap.first) {
      if (first.at > now && !isOff(first)) break
      heap.shift()
      if (!isOff(first)) this.#push(heap, changeAt(first.task, first.index + 1))
    }
    return heap
  }

  #built(): Heap<Change> {
    const heap = new Heap<Change>((a, b) => a.at < b.at)
    for (const task of this.#tasks()) this.#push(heap, changeAt(task, 1))
    return heap
  }

  #push(heap: Heap<Change>, change: Change | undefined): void {
    if (change !== undefined) heap.push(change)
  }
}

import { RULE_WEIGHT } from '../bounds.ts'
import { Queue } from '../callbacks/queue.ts'
import type { SharedBound, Sharer } from '../shared-bound.ts'
import type { Task } from '../tasks/task.ts'
import { shortened } from './shortened.ts'

/** A body with more characters counts as long; a shortened one has fewer. */
const LONG_BODY = 2_000

/** A long body is shortened sooner or later, and has a bound of its own. */
const bodyWeight = ({ request: { length }, requested }: Task): number =>
  Math.min(length, LONG_BODY) + RULE_WEIGHT * (requested?.rules.length ?? 0)

/** What all accounts share. */
export interface TaskBounds {
  readonly tasks: SharedBound
  readonly bodies: SharedBound
  readonly longBodies: SharedBound
}

/** The tasks of one account, oldest first. */
export class TaskStore {
  #tasks = new Map<string, Task>()
  #long = new Queue<Task>()
  #longText = 0
  #text = 0
  #dropped = 0
  readonly #bounds: TaskBounds | undefined
  readonly #forgotten: (task: Task) => void

  /** @param forgotten called with every task that is dropped */
  constructor(bounds: TaskBounds | undefined, forgotten: (task: Task) => void) {
    this.#bounds = bounds
    this.#forgotten = forgotten
  }

  get all(): ReadonlyMap<string, Task> {
    return this.#tasks
  }

  /** How many were given up. */
  get dropped(): number {
    return this.#dropped
  }

  add(task: Task): void {
    this.#tasks.set(task.id, task)
    this.#noteLong(task)
    this.noteText(bodyWeight(task))
    this.#bounds?.tasks.note(1)
  }

  /** Takes over tasks, oldest first, as the only ones. */
  adopt(tasks: Map<string, Task>): void {
    this.clear()
    this.#tasks = tasks
    for (const task of tasks.values()) this.#noteLong(task)
    this.noteText([...tasks.values()].reduce((sum, task) => sum + bodyWeight(task), 0))
    this.#bounds?.tasks.note(tasks.size)
  }

  clear(): void {
    this.#bounds?.tasks.note(-this.#tasks.size)
    this.#bounds?.longBodies.note(-this.#longText)
    this.noteText(-this.#text)
    this.#tasks = new Map()
    this.#long = new Queue()
    this.#longText = 0
    this.#dropped = 0
  }

  /** Its share of the bound on tasks. */
  get tasks(): Sharer {
    return {
      held: this.#tasks.size,
      giveUpDownTo: (held) => this.#forgetWhile(() => this.#tasks.size > held),
    }
  }

  /** Its share of the bound on all bodies. */
  get bodies(): Sharer {
    return { held: this.#text, giveUpDownTo: (held) => this.#forgetWhile(() => this.#text > held) }
  }

  /** Its share of the bound on long bodies. */
  get longBodies(): Sharer {
    return { held: this.#longText, giveUpDownTo: (held) => this.#shortenDownTo(held) }
  }

  #noteLong(task: Task): void {
    const { length } = task.request
    if (length <= LONG_BODY) return
    this.#long.push(task)
    this.#longText += length
    this.#bounds?.longBodies.note(length)
  }

  /** Takes note of text that goes when its task goes. */
  noteText(change: number): void {
    this.#text += change
    this.#bounds?.bodies.note(change)
  }

  #forgetWhile(isTooMuch: () => boolean): void {
    for (const task of this.#tasks.values()) {
      if (!isTooMuch()) return
      this.#tasks.delete(task.id)
      this.noteText(-bodyWeight(task))
      this.#dropped += 1
      this.#bounds?.tasks.note(-1)
      // Both are in the order of creation.
      if (this.#long.first === task) this.#release()
      this.#forgotten(task)
    }
  }

  #shortenDownTo(held: number): void {
    while (this.#longText > held) {
      const task = this.#release()
      if (task === undefined) return
      const before = bodyWeight(task)
      task.request = shortened(task.request, LONG_BODY)
      this.noteText(bodyWeight(task) - before)
    }
  }

  /** The task that has had a long body longest, no longer counted. */
  #release(): Task | undefined {
    const task = this.#long.shift()
    if (task === undefined) return undefined
    this.#longText -= task.request.length
    this.#bounds?.longBodies.note(-task.request.length)
    return task
  }
}

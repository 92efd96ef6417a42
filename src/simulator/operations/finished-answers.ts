import type { Operation } from '../../contracts/index.ts'
import type { Task } from '../tasks/task.ts'
import type { Timeline } from '../tasks/timeline.ts'

/** A response to a read of a task, and what it was made from. */
interface Finished {
  readonly operation: Operation
  readonly timeline: Timeline
  readonly request: string
  readonly text: string
}

/** Clients that poll together rarely poll more tasks than this. */
const MOST = 500

/**
 * The responses to reads of finished tasks, as JSON text. Such a task never changes again, so its response is made once,
 * and the newest few hundred are kept.
 */
export class FinishedAnswers {
  #newer = new Map<Task, Finished>()
  #older = new Map<Task, Finished>()

  /** The task's response: as it was made before, or by `render`. */
  of(task: Task, operation: Operation, render: () => unknown): string {
    const { timeline, request } = task
    const known = this.#newer.get(task) ?? this.#older.get(task)
    if (known?.timeline === timeline && known.request === request && known.operation === operation)
      return known.text
    const text = JSON.stringify(render())
    this.#keep(task, { operation, timeline, request, text })
    return text
  }

  #keep(task: Task, finished: Finished): void {
    if (this.#newer.size >= MOST) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(task, finished)
  }
}

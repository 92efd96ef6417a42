import type { Operation } from '../../contracts/index.ts'
import type { Task } from '../tasks/task.ts'
import { progressAt, type Step, stepAt, type Timeline } from '../tasks/timeline.ts'

/** A response to a read of a task, and all that it was made from. */
interface Known {
  readonly operation: Operation
  readonly timeline: Timeline
  readonly request: string
  readonly step: Step
  readonly progress: number
  readonly text: string
}

/** Clients that poll together rarely poll more tasks than this. */
const MOST = 500

/** A longer text is made again each time: a thousand requests with a picture in them are a gigabyte. */
const LONGEST = 16_384

/**
 * The responses to reads of tasks, as JSON text. A task is the same until its next step, or until it has got one percent
 * further, so its response is made once for each; the newest few hundred are kept.
 */
export class KnownAnswers {
  #newer = new Map<Task, Known>()
  #older = new Map<Task, Known>()

  /** The task's response at `now`: as it was made before, or by `render`. */
  of(task: Task, operation: Operation, now: number, render: () => unknown): string {
    const { timeline, request, createdAt } = task
    const step = stepAt(timeline, now - createdAt)
    const progress = progressAt(timeline, now - createdAt)
    const known = this.#newer.get(task) ?? this.#older.get(task)
    if (
      known?.step === step &&
      known.progress === progress &&
      known.timeline === timeline &&
      known.request === request &&
      known.operation === operation
    )
      return known.text
    const text = JSON.stringify(render())
    if (text.length <= LONGEST) this.#keep(task, { operation, timeline, request, step, progress, text })
    return text
  }

  #keep(task: Task, known: Known): void {
    if (this.#newer.size >= MOST) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(task, known)
  }
}

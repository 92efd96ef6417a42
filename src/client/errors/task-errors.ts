import type { TaskHandle } from '../handle.ts'
import type { FailedTask, SucceededTask, Task } from '../task.ts'
import { ClientError, type DownloadErrorKind, type ErrorFacts } from './client-error.ts'

/** The task failed. The calls about it worked. */
export class TaskFailedError extends ClientError {
  override readonly name = 'TaskFailedError'
  readonly kind = 'task-failed'
  readonly task: FailedTask

  constructor(task: FailedTask) {
    const { code, message } = task.failure
    const why = [code, message].filter((part) => part !== undefined).join(': ')
    super(`Task ${task.id} failed${why === '' ? '.' : ` (${why}).`}`, {
      taskId: task.id,
      code,
      providerMessage: message,
    })
    this.task = task
  }
}

/** The task succeeded but has neither a file nor a text; it has probably been billed. */
export class EmptyResultError extends ClientError {
  override readonly name = 'EmptyResultError'
  readonly kind = 'empty-result'
  readonly task: SucceededTask

  constructor(task: SucceededTask) {
    super(`Task ${task.id} succeeded without a result, and may have been billed; tell the provider its id.`, {
      taskId: task.id,
    })
    this.task = task
  }
}

/** Waiting ended before the task did. The task goes on. */
export class WaitDeadlineError extends ClientError {
  override readonly name = 'WaitDeadlineError'
  readonly kind = 'wait-deadline'
  /** Wait for it again with this, here or in another process. */
  declare readonly handle: TaskHandle
  /** What the last successful poll had returned. */
  declare readonly lastTask?: Task

  constructor(handle: TaskHandle, deadlineMs: number, lastTask: Task | undefined, cause: unknown) {
    const seen = lastTask === undefined ? 'no poll has worked' : `last seen ${lastTask.state}`
    super(
      `Waiting for task ${handle.id} ended after ${deadlineMs} ms, ${seen}. It may still be running, and may be billed: ` +
        'keep its id, and wait for it again with wait(handle).',
      { taskId: handle.id, handle, cause },
    )
    if (lastTask !== undefined) Object.assign(this, { lastTask })
  }
}

/** A function given to the client threw; the task goes on without it. `cause` is what it threw. */
export class HookFailedError extends ClientError {
  override readonly name = 'HookFailedError'
  readonly kind = 'hook-failed'
  declare readonly handle: TaskHandle

  constructor(hook: string, handle: TaskHandle, cause: unknown) {
    super(
      `${hook} threw. Task ${handle.id} was created and goes on, and may be billed: wait for it with wait(handle).`,
      { taskId: handle.id, handle, cause },
    )
  }
}

/** A result file could not be fetched. The task itself is fine. */
export class DownloadError extends ClientError {
  override readonly name = 'DownloadError'
  readonly kind: DownloadErrorKind

  constructor(kind: DownloadErrorKind, message: string, facts: ErrorFacts) {
    super(message, facts)
    this.kind = kind
  }
}

/** The input is not a callback of this provider. */
export class InvalidCallbackError extends ClientError {
  override readonly name = 'InvalidCallbackError'
  readonly kind = 'invalid-callback'
}

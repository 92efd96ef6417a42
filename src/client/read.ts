import { callWithRetries } from './call.ts'
import type { WatchDrift } from './drift.ts'
import type { ErrorFacts } from './errors/client-error.ts'
import type { TaskHandle } from './handle.ts'
import type { Settings } from './options.ts'
import type { Credits, WireProvider } from './providers/provider.ts'
import { type Call, failure, type Outcome, operationOf, request } from './request.ts'
import type { Task } from './task.ts'
import type { ReadLimits } from './wait.ts'

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined
}

/** The calls that cost nothing, and may therefore be sent as often as one likes. */
export interface Reader {
  /** Reads a task, again and again if need be. @throws CallError */
  readonly retrieve: (handle: TaskHandle, options: ReadOptions) => Promise<Task>
  /** Reads a task once. @throws CallError */
  readonly retrieveOnce: (handle: TaskHandle, limits: ReadLimits) => Promise<Task>
  readonly credits: (options: ReadOptions) => Promise<Credits>
}

export const createReader = (provider: WireProvider, settings: Settings, watchDrift: WatchDrift): Reader => {
  const retrieveCall = ({ id }: TaskHandle, { signal, timeoutMs }: Partial<ReadLimits>): Call => {
    const operation = operationOf(provider, 'retrieve')
    return { operation, path: provider.retrievePath(operation.path, id), taskId: id, signal, timeoutMs }
  }
  const sendOnce = (call: Call) => request(provider, settings, call)
  const sendOften = (call: Call) => callWithRetries(settings, call, () => sendOnce(call))

  const taskOf = async (answer: Promise<Outcome>, asked: string): Promise<Task> => {
    const { body, facts } = succeeded(await answer)
    const task = provider.taskIn(body)
    // Whoever tells of another task has told nothing of this one.
    if (task === undefined || task.id !== asked)
      throw failure('invalid-response', 'answered without the task', facts)
    await watchDrift('retrieve', body, asked)
    return task
  }

  return {
    retrieve: (handle, options) => taskOf(sendOften(retrieveCall(handle, options)), handle.id),
    retrieveOnce: (handle, limits) => taskOf(sendOnce(retrieveCall(handle, limits)), handle.id),
    credits: async ({ signal }) => {
      const operation = operationOf(provider, 'balance')
      const { body, facts } = succeeded(await sendOften({ operation, path: operation.path, signal }))
      const credits = provider.creditsIn(body)
      if (credits === undefined) throw failure('invalid-response', 'answered without a balance', facts)
      await watchDrift('balance', body)
      return credits
    },
  }
}

const succeeded = (outcome: Outcome): { readonly body: unknown; readonly facts: ErrorFacts } => {
  if (outcome.kind === 'failed') throw outcome.error
  return outcome
}

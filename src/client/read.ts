import { callWithRetries } from './call.ts'
import type { CallOptions } from './call-options.ts'
import type { WatchDrift } from './drift-watch.ts'
import type { ErrorFacts } from './errors/client-error.ts'
import type { TaskHandle } from './handle.ts'
import type { Credits, WireProvider } from './providers/provider.ts'
import { type Call, type CallOutcome, failure, operationOf, request } from './request.ts'
import type { Settings } from './settings.ts'
import { stopSignal } from './signals.ts'
import type { Task } from './task.ts'
import type { ReadLimits } from './wait.ts'

/** The calls that cost nothing, and may therefore be sent as often as you like. */
export interface Reader {
  /**
   * Reads a task, with retries if needed.
   * @throws CallError
   */
  readonly retrieve: (handle: TaskHandle, options: CallOptions) => Promise<Task>
  /** Reads a task once. @throws CallError */
  readonly retrieveOnce: (handle: TaskHandle, limits: ReadLimits) => Promise<Task>
  readonly credits: (options: CallOptions) => Promise<Credits>
  /** The records of the account's latest tasks, or `undefined` where no list is known or it cannot be read. */
  readonly list: (options: CallOptions) => Promise<readonly unknown[] | undefined>
}

export const createReader = (provider: WireProvider, settings: Settings, watchDrift: WatchDrift): Reader => {
  const retrieveCall = ({ id }: TaskHandle, options: CallOptions): Call => {
    const operation = operationOf(provider, 'retrieve')
    return {
      operation,
      path: provider.retrievePath(operation.path, id),
      taskId: id,
      ...limitsOf(settings, options),
    }
  }
  const sendOnce = (call: Call) => request(provider, settings, call)
  const sendOften = (call: Call) => callWithRetries(settings, call, () => sendOnce(call))

  const taskOf = async (response: Promise<CallOutcome>, asked: string): Promise<Task> => {
    const { body, facts } = succeeded(await response)
    const task = provider.taskIn(body)
    // A record of another task says nothing about this one.
    if (task === undefined || task.id !== asked)
      throw failure('invalid-response', 'returned no task, or another one', facts)
    await watchDrift('task', body, asked)
    note(settings, task)
    const { status = 0, requestId } = facts
    return { ...task, response: { status, requestId, receivedAt: settings.clock.now() } }
  }

  return {
    retrieve: (handle, options) => taskOf(sendOften(retrieveCall(handle, options)), handle.id),
    retrieveOnce: (handle, { timeoutMs, ...options }) =>
      taskOf(sendOnce(retrieveCall(handle, { ...options, timeout: timeoutMs })), handle.id),
    credits: async (options) => {
      const operation = operationOf(provider, 'balance')
      const call = { operation, path: operation.path, ...limitsOf(settings, options) }
      const { body, facts } = succeeded(await sendOften(call))
      const credits = provider.creditsIn(body)
      if (credits === undefined) throw failure('invalid-response', 'returned no balance', facts)
      await watchDrift('balance', body)
      return credits
    },
    list: async (options) => {
      if (provider.list === undefined) return undefined
      const { path, recordsIn } = provider.list
      const operation = {
        id: `${provider.contract.name}.list`,
        kind: 'retrieve',
        method: 'GET',
        path,
      } as const
      const outcome = await sendOften({ operation, path, ...limitsOf(settings, options) })
      return outcome.kind === 'answered' ? recordsIn(outcome.body) : undefined
    },
  }
}

const limitsOf = (settings: Settings, { signal, timeout, headers, maxRetries }: CallOptions) => ({
  signal: stopSignal(settings, signal),
  ...{ timeoutMs: timeout, headers, maxRetries },
})

/** An ended task no longer counts as running; a failed one costs nothing. */
const note = ({ limiter, budget }: Settings, { id, phase }: Task): void => {
  if (phase === 'succeeded' || phase === 'failed') limiter.ended(id)
  if (phase === 'failed') budget.failed(id)
}

const succeeded = (outcome: CallOutcome): { readonly body: unknown; readonly facts: ErrorFacts } => {
  if (outcome.kind === 'failed') throw outcome.error
  return outcome
}

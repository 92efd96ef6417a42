import type { CallOptions } from '../call-options.ts'
import type { WatchDrift } from '../drift-watch.ts'
import { InvalidArgumentError } from '../errors/client-error.ts'
import { InvalidCallbackError } from '../errors/task-errors.ts'
import type { CallbackHeaders, WireProvider } from '../providers/provider.ts'
import type { Reader } from '../read.ts'
import { readHandle } from '../read-handle.ts'
import type { Settings } from '../settings.ts'
import type { Task } from '../task.ts'
import { jsonOf } from './incoming.ts'
import { CallbackReceiver, type ReceiverOptions } from './receiver.ts'
import { type Verification, verifySignature } from './verify.ts'

/** What a callback says. It is not proven: `callbacks.confirm` asks the provider. */
export interface Callback {
  readonly taskId: string
  /** The task as the callback tells it. */
  readonly task: Task
}

export interface VerifyOptions {
  readonly headers: CallbackHeaders
  /** The body: its bytes, their text, or its JSON. */
  readonly body: unknown
  /** Default: the client's `webhookKey`. */
  readonly key?: string
  /** How far the signed time may be off, ms. */
  readonly toleranceMs?: number
}

/** Five minutes, as usual with webhooks. Assumed: Kie states no window. */
const TOLERANCE_MS = 300_000

/** What providers post when a task has ended. */
export class Callbacks {
  readonly #provider: WireProvider
  readonly #settings: Settings
  readonly #reader: Reader
  readonly #watchDrift: WatchDrift

  constructor(provider: WireProvider, settings: Settings, reader: Reader, watchDrift: WatchDrift) {
    this.#provider = provider
    this.#settings = settings
    this.#reader = reader
    this.#watchDrift = watchDrift
  }

  /** Reads a callback's body, leniently: bytes, text or JSON that somebody has parsed. @throws InvalidCallbackError when it names no task */
  parse(body: unknown): Callback {
    const parsed = jsonOf(body)
    const task = this.#provider.taskIn(parsed)
    if (task === undefined)
      throw new InvalidCallbackError(
        `This is not a callback of ${this.#provider.contract.name}: it names no task.`,
      )
    void this.#watchDrift('callback', parsed, task.id)
    return { taskId: task.id, task }
  }

  /** Whether the provider has signed this callback. True says that the id is real, and nothing about the rest of the body. */
  verify({ headers, body, key, toleranceMs = TOLERANCE_MS }: VerifyOptions): Verification {
    const task = this.#provider.taskIn(jsonOf(body))
    const now = this.#settings.clock.now()
    const taskId = task?.id ?? ''
    return verifySignature(this.#provider, {
      ...{ taskId, headers, now, toleranceMs },
      key: key ?? this.#settings.webhookKey,
    })
  }

  /** Asks the provider how the task of a callback really is. @throws CallError; NotFoundError for a task it does not know */
  confirm(callback: Pick<Callback, 'taskId'> | string, options: CallOptions = {}): Promise<Task> {
    const id = typeof callback === 'string' ? callback : callback.taskId
    return this.#reader.retrieve(readHandle(id, this.#provider.contract.name), options)
  }

  /**
   * The headers that the provider would send with a callback, to test your own receiver: signed where the provider signs.
   * @throws InvalidCallbackError when the body names no task, InvalidArgumentError without a key where one is needed
   * @example
   * const body = JSON.stringify({ code: 200, data: { taskId: 'a', state: 'success' } })
   * await app.request('/hook', { method: 'POST', body, headers: client.callbacks.sign(body, { key: 'hook-secret' }) })
   */
  sign(body: unknown, { key = this.#settings.webhookKey }: { readonly key?: string | undefined } = {}) {
    const { taskId } = this.parse(body)
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    const { sign } = this.#provider
    if (sign === undefined) return headers
    if (key === undefined) throw new InvalidArgumentError('Signing needs a key: pass one, or set webhookKey.')
    return { ...headers, ...sign(taskId, Math.floor(this.#settings.clock.now() / 1000), key) }
  }

  /** A receiver to be put behind any web framework. */
  receiver(options: ReceiverOptions): CallbackReceiver {
    const isSigned = this.#provider.signature !== undefined && this.#settings.webhookKey !== undefined
    return new CallbackReceiver(
      {
        taskIdIn: (body) => this.parse(body).taskId,
        isGenuine: (incoming) => !isSigned || this.verify(incoming).isVerified,
        read: (taskId) => this.confirm(taskId),
        logger: this.#settings.logger,
      },
      options,
    )
  }
}

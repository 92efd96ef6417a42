import type { WatchDrift } from '../drift.ts'
import { InvalidCallbackError } from '../errors/task-errors.ts'
import { readHandle } from '../handle.ts'
import type { Settings } from '../options.ts'
import type { CallbackHeaders, WireProvider } from '../providers/provider.ts'
import type { Reader, ReadOptions } from '../read.ts'
import type { Task } from '../task.ts'
import { CallbackReceiver, type ReceiverOptions } from './receiver.ts'
import { type Verification, verifySignature } from './verify.ts'

/** What a callback says. Nobody has signed this: `callbacks.confirm` asks the provider. */
export interface Callback {
  readonly taskId: string
  /** The task as the callback tells it. */
  readonly task: Task
}

export interface VerifyOptions {
  readonly headers: CallbackHeaders
  /** The body as it came: its bytes, or their text. */
  readonly body: Uint8Array | string
  /** Default: the client's `webhookKey`. */
  readonly key?: string
  /** How far the signed time may be off, ms. */
  readonly toleranceMs?: number
}

/** Five minutes, as usual with webhooks. Assumed: Kie names no window. */
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

  /** Reads a callback's body, leniently. @throws InvalidCallbackError when it names no task */
  parse(body: Uint8Array | string): Callback {
    const parsed = jsonOf(body)
    const task = this.#provider.taskIn(parsed)
    if (task === undefined)
      throw new InvalidCallbackError(
        `This is no callback of ${this.#provider.contract.name}: it names no task.`,
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
  confirm(callback: Pick<Callback, 'taskId'> | string, options: ReadOptions = {}): Promise<Task> {
    const id = typeof callback === 'string' ? callback : callback.taskId
    return this.#reader.retrieve(readHandle(id, this.#provider.contract.name), options)
  }

  /** A receiver to be put behind any web framework. */
  receiver(options: ReceiverOptions): CallbackReceiver {
    return new CallbackReceiver(
      this,
      this.#provider.signature !== undefined && this.#settings.webhookKey !== undefined,
      options,
    )
  }
}

const jsonOf = (body: Uint8Array | string): unknown => {
  try {
    return JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}

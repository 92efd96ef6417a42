import type { Readable } from 'node:stream'
import type { AnyCreateRequest } from './client.ts'
import { type CreateOptions, createTask } from './create.ts'
import { type DownloadOptions, downloadOf } from './download/download.ts'
import type { DownloadedFile } from './download/to-file.ts'
import type { WatchDrift } from './drift.ts'
import { ClientError, InvalidArgumentError } from './errors/client-error.ts'
import { HookFailedError } from './errors/task-errors.ts'
import { readHandle, type TaskHandle } from './handle.ts'
import type { Settings } from './options.ts'
import type { WireProvider } from './providers/provider.ts'
import type { Reader, ReadOptions } from './read.ts'
import type { SucceededTask, Task } from './task.ts'
import { type WaitOptions, waitFor } from './wait.ts'

export interface CreateAndWaitOptions extends CreateOptions, WaitOptions {
  /** Called with the handle before the first poll: write it down here, and no crash can lose a paid task. */
  readonly onCreated?: (handle: TaskHandle) => void | Promise<void>
}

/** Whatever names a task: its id, its handle, a task that was read. */
export type TaskReference = string | TaskHandle | Pick<Task, 'id' | 'provider'>

/** Videos: create, look, wait, fetch. */
export class Videos<Request extends AnyCreateRequest> {
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

  /**
   * Buys one video. Sent again only when the provider certainly did nothing.
   * @throws AmbiguousCreateError when it may have been bought and nobody knows its id
   * @throws ClientError of another kind when it certainly was not
   */
  async create(request: Request, options: CreateOptions = {}): Promise<TaskHandle> {
    const text = jsonOf(request)
    const { handle, body } = await createTask(this.#provider, this.#settings, text, request.model, options)
    await this.#watchDrift('create', body, handle.id)
    return handle
  }

  /** Reads a task as it is now. @throws CallError when it cannot be read, which says nothing about the task */
  async retrieve(task: TaskReference, options: ReadOptions = {}): Promise<Task> {
    return this.#reader.retrieve(this.#handleOf(task), options)
  }

  /**
   * Waits until a task ends, here or in another process than the one that created it.
   * @throws TaskFailedError, EmptyResultError, WaitDeadlineError, AbortedError, HookFailedError; CallError when refused for good
   */
  async wait(task: TaskReference, options: WaitOptions = {}): Promise<SucceededTask> {
    return waitFor(this.#settings, this.#reader.retrieveOnce, this.#handleOf(task), options)
  }

  /** Buys one video and waits for it. @throws what `create` and `wait` throw */
  async createAndWait(request: Request, options: CreateAndWaitOptions = {}): Promise<SucceededTask> {
    const { onCreated, ...rest } = options
    const handle = await this.create(request, rest)
    try {
      await onCreated?.(handle)
    } catch (cause) {
      throw new HookFailedError('onCreated', handle, cause)
    }
    return this.wait(handle, rest)
  }

  /**
   * Fetches a result file: into a file when `to` says where, else as a stream. Resumes where a connection broke.
   * @throws DownloadError; a stream is destroyed with it
   */
  download(
    source: SucceededTask | string,
    options: DownloadOptions & { readonly to: string },
  ): Promise<DownloadedFile>
  download(
    source: SucceededTask | string,
    options?: DownloadOptions & { readonly to?: undefined },
  ): Promise<Readable>
  async download(
    source: SucceededTask | string,
    options: DownloadOptions & { readonly to?: string | undefined } = {},
  ): Promise<DownloadedFile | Readable> {
    return downloadOf(this.#settings, source, options)
  }

  #handleOf(task: TaskReference): TaskHandle {
    return readHandle(task, this.#provider.contract.name)
  }
}

/** @throws InvalidArgumentError when it cannot be written as JSON; nothing was sent */
const jsonOf = (request: unknown): string => {
  try {
    const text = JSON.stringify(request)
    if (typeof text === 'string') return text
  } catch (error) {
    if (error instanceof ClientError) throw error
  }
  throw new InvalidArgumentError('The request cannot be written as JSON.')
}

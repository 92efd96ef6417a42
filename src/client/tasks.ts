import type { Readable } from 'node:stream'
import type { Operation } from '../contracts/index.ts'
import { type CreateOptions, createTask } from './create.ts'
import { type DownloadOptions, downloadOf } from './download/download.ts'
import type { FileKind } from './download/file-kind.ts'
import type { DownloadedFile } from './download/to-file.ts'
import type { WatchDrift } from './drift.ts'
import { ClientError, InvalidArgumentError } from './errors/client-error.ts'
import { HookFailedError } from './errors/task-errors.ts'
import { readHandle, type TaskHandle } from './handle.ts'
import type { Settings } from './options.ts'
import type { WireProvider } from './providers/provider.ts'
import type { Reader, ReadOptions } from './read.ts'
import { createAt } from './request.ts'
import type { AnyCreateRequest } from './requests.ts'
import type { SucceededTask, Task } from './task.ts'
import { type WaitOptions, waitFor } from './wait.ts'

export interface CreateAndWaitOptions extends CreateOptions, WaitOptions {
  /** Called with the handle before the first poll: write it down here, and no crash can lose a paid task. */
  readonly onCreated?: (handle: TaskHandle) => void | Promise<void>
}

/** Whatever names a task: its id, its handle, a task that was read. */
export type TaskReference = string | TaskHandle | Pick<Task, 'id' | 'provider'>

/** What all tasks of a client share. */
export interface TaskTools {
  readonly provider: WireProvider
  readonly settings: Settings
  readonly reader: Reader
  readonly watchDrift: WatchDrift
}

/** Tasks that are created at one path: create, look, wait, fetch. */
export class Tasks<Request extends AnyCreateRequest> {
  readonly #tools: TaskTools
  readonly #operation: Operation
  readonly #kind: FileKind

  constructor(tools: TaskTools, path: string, kind: FileKind) {
    this.#tools = tools
    this.#operation = createAt(tools.provider, path)
    this.#kind = kind
  }

  /**
   * Buys one task: a video, an image, whatever the model makes. Sent again only when the provider certainly did nothing.
   * @throws AmbiguousCreateError when it may have been bought and nobody knows its id
   * @throws ClientError of another kind when it certainly was not
   */
  async create(request: Request, options: CreateOptions = {}): Promise<TaskHandle> {
    const { provider, settings, watchDrift } = this.#tools
    const wanted = { operation: this.#operation, body: jsonOf(request), model: request.model }
    const { handle, body } = await createTask(provider, settings, wanted, options)
    // The contract says nothing of answers at other paths than its own.
    if (provider.contract.operations.includes(this.#operation)) await watchDrift('create', body, handle.id)
    return handle
  }

  /** Reads a task as it is now. @throws CallError when it cannot be read, which says nothing about the task */
  async retrieve(task: TaskReference, options: ReadOptions = {}): Promise<Task> {
    return this.#tools.reader.retrieve(this.#handleOf(task), options)
  }

  /**
   * Waits until a task ends, here or in another process than the one that created it.
   * @throws TaskFailedError, EmptyResultError, WaitDeadlineError, AbortedError, HookFailedError; CallError when refused for good
   */
  async wait(task: TaskReference, options: WaitOptions = {}): Promise<SucceededTask> {
    const { settings, reader } = this.#tools
    return waitFor(settings, reader.retrieveOnce, this.#handleOf(task), options)
  }

  /** Buys one task and waits for it. @throws what `create` and `wait` throw */
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
    return downloadOf(this.#tools.settings, this.#kind, source, options)
  }

  #handleOf(task: TaskReference): TaskHandle {
    return readHandle(task, this.#tools.provider.contract.name)
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

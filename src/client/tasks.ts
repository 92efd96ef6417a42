import type { Readable } from 'node:stream'
import type { Operation } from '../contracts/index.ts'
import type { CallOptions } from './call-options.ts'
import { type CreateOptions, createTask } from './create.ts'
import { type DownloadOptions, downloadOf } from './download/download.ts'
import type { FileKind } from './download/file-kind.ts'
import type { DownloadedFile } from './download/to-file.ts'
import type { WatchDrift } from './drift-watch.ts'
import { AmbiguousCreateError } from './errors/ambiguous-create-error.ts'
import { ClientError, InvalidArgumentError } from './errors/client-error.ts'
import type { TaskHandle } from './handle.ts'
import type { Estimate } from './money/estimate.ts'
import type { WireProvider } from './providers/provider.ts'
import type { Reader } from './read.ts'
import { readHandle } from './read-handle.ts'
import { createAt } from './request.ts'
import type { AnyCreateRequest, RequestFromConfig } from './requests.ts'
import type { SentRequests } from './sent-requests.ts'
import type { Settings } from './settings.ts'
import type { SucceededTask, Task } from './task.ts'
import { type FollowOptions, followTask, runHook, type WaitOptions, waitFor } from './wait.ts'

export interface CreateAndWaitOptions extends CreateOptions, WaitOptions {
  /** Called with the handle before the first poll: store it here, and no crash can lose a paid task. */
  readonly onCreated?: ((handle: TaskHandle) => void | Promise<void>) | undefined
}

/** Anything that identifies a task: its id, its handle, a task that was read. */
export type TaskReference = string | TaskHandle | Pick<Task, 'id' | 'provider'>

/** What all tasks of a client share. */
export interface TaskTools {
  readonly provider: WireProvider
  readonly settings: Settings
  readonly reader: Reader
  readonly watchDrift: WatchDrift
  readonly sent: SentRequests
  readonly estimate: (request: unknown) => Estimate
}

/** Tasks that are created at one path: create, read, wait, download. */
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
   * Buys one task: a video, an image, whatever the model makes. The request is repeated only when the provider
   * certainly did nothing.
   * @throws AmbiguousCreateError when it may have been bought and nobody knows its id
   * @throws ClientError of another kind when it certainly was not
   */
  create<Model extends string>(
    request: RequestFromConfig<Model>,
    options?: CreateOptions,
  ): Promise<TaskHandle>
  create(request: Request, options?: CreateOptions): Promise<TaskHandle>
  async create(request: AnyCreateRequest, options: CreateOptions = {}): Promise<TaskHandle> {
    const { provider, settings, watchDrift, sent } = this.#tools
    const price = this.estimate(request)
    const wanted = {
      ...{ operation: this.#operation, body: jsonOf(request), model: request.model },
      price: price.isKnown ? price.credits : undefined,
    }
    try {
      const { handle, body } = await createTask(provider, settings, wanted, options)
      sent.bought(handle.id)
      // The contract describes responses only at its own paths.
      if (provider.contract.operations.includes(this.#operation)) await watchDrift('created', body, handle.id)
      return handle
    } catch (error) {
      if (error instanceof AmbiguousCreateError) sent.inDoubt(error, wanted)
      throw error
    }
  }

  /** What a request should cost. Nothing is sent. */
  estimate(request: AnyCreateRequest): Estimate {
    return this.#tools.estimate(request)
  }

  /** Reads a task as it is now. @throws CallError when it cannot be read, which says nothing about the task */
  async retrieve(task: TaskReference, options: CallOptions = {}): Promise<Task> {
    return this.#tools.reader.retrieve(this.#handleOf(task), options)
  }

  /**
   * Waits until a task ends, here or in another process than the one that created it.
   * @throws TaskFailedError, EmptyResultError, WaitDeadlineError, AbortedError, ClientClosedError, HookFailedError; CallError
   *   when refused for good
   */
  async wait(task: TaskReference, options: WaitOptions = {}): Promise<SucceededTask> {
    const { settings, reader } = this.#tools
    return waitFor(settings, reader.retrieveOnce, this.#handleOf(task), options)
  }

  /**
   * Waits for a task step by step: each poll that worked is a step, the last one is the finished task.
   * @throws what `wait` throws
   * @example
   * for await (const step of client.videos.follow(handle)) console.log(step.state, step.progress)
   */
  async *follow(task: TaskReference, options: FollowOptions = {}): AsyncGenerator<Task, void> {
    const { settings, reader } = this.#tools
    yield* followTask(settings, reader.retrieveOnce, this.#handleOf(task), options)
  }

  /** Buys one task and waits for it; `deadline` is for both together. @throws what `create` and `wait` throw */
  createAndWait<Model extends string>(
    request: RequestFromConfig<Model>,
    options?: CreateAndWaitOptions,
  ): Promise<SucceededTask>
  createAndWait(request: Request, options?: CreateAndWaitOptions): Promise<SucceededTask>
  async createAndWait(request: AnyCreateRequest, options: CreateAndWaitOptions = {}): Promise<SucceededTask> {
    const { onCreated, ...rest } = options
    const { clock } = this.#tools.settings
    const startedAt = clock.now()
    const handle = await this.create(request as Request, rest)
    await runHook(this.#tools.settings, 'onCreated', () => onCreated?.(handle), handle, rest.signal)
    const { deadline } = rest
    const left = deadline === undefined ? undefined : Math.max(0, deadline - (clock.now() - startedAt))
    return this.wait(handle, { ...rest, deadline: left })
  }

  /**
   * Downloads a result: into a file if `to` names one, else as a stream. Resumes after a broken connection.
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

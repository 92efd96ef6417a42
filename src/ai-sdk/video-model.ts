import type {
  Experimental_VideoModelV4,
  Experimental_VideoModelV4File,
  Experimental_VideoModelV4OperationStartResult,
  Experimental_VideoModelV4OperationStatusResult,
  Experimental_VideoModelV4Result,
  Experimental_VideoModelV4VideoData,
  JSONValue,
  SharedV4ProviderMetadata,
} from '@ai-sdk/provider'
import {
  isClientError,
  type SucceededTask,
  type Task,
  TaskFailedError,
  type TaskHandle,
} from '../client/index.ts'
import type { ClientLike } from './client-like.ts'
import type { VideoDialect } from './dialect.ts'
import { type CallOptions, resolutionOf, type WantedVideo, warningsOf } from './wanted-video.ts'

export interface VideoModelSettings {
  /**
   * Whether results are downloaded by the client, which resumes and checks them, and handed to the AI SDK as bytes. Default
   * true; false hands it the links, which expire.
   */
  readonly download?: boolean
}

/** After a callback the task is read until it has ended, ms: the record may lag behind. */
const AFTER_CALLBACK_MS = 60_000

/** A call that failed in one of these ways says nothing about the task, so the task is still under way. */
const PASSING: ReadonlySet<string> = new Set([
  ...['connection', 'timeout', 'rate-limited', 'server-error', 'invalid-response', 'maintenance', 'paused'],
])

/**
 * A video model for the AI SDK over a client of ours. What it throws is a `ClientError`, which the AI SDK does not retry: a
 * create request is sent once, whatever comes.
 */
export class VideoModel implements Experimental_VideoModelV4 {
  readonly specificationVersion = 'v4'
  readonly maxVideosPerCall = 1
  readonly modelId: string
  readonly provider: string
  readonly #client: ClientLike
  readonly #dialect: VideoDialect
  readonly #settings: VideoModelSettings

  constructor(modelId: string, client: ClientLike, dialect: VideoDialect, settings: VideoModelSettings) {
    this.modelId = modelId
    this.provider = `${dialect.name}.video`
    this.#client = client
    this.#dialect = dialect
    this.#settings = settings
  }

  /** Buys one video and waits for it. @throws ClientError */
  async doGenerate(options: CallOptions): Promise<Experimental_VideoModelV4Result> {
    const { request, warnings } = await this.#requestFor(options)
    const task = await this.#client.videos.createAndWait(request, callOf(options))
    return {
      videos: await this.#videosOf(task, options.abortSignal),
      ...{
        warnings,
        providerMetadata: this.#metadataOf(task.id, task.urls),
        response: this.#responseOf(task),
      },
    }
  }

  /** Passes the SDK's callback address on; the callback itself is only a reason to read the task. */
  readonly handleWebhookOption: NonNullable<Experimental_VideoModelV4['handleWebhookOption']> = async ({
    webhook,
  }) => {
    const { url, received } = await webhook()
    return { webhookUrl: url, received }
  }

  /** Buys one video. `operation` is the client's handle: plain JSON, good in any process. @throws ClientError */
  async doStart(options: CallOptions): Promise<Experimental_VideoModelV4OperationStartResult> {
    const { request, warnings } = await this.#requestFor(options)
    const handle = await this.#client.videos.create(request, callOf(options))
    const isCalledBack = options.webhookUrl !== undefined
    return {
      operation: operationOf(handle, isCalledBack),
      ...{ warnings, providerMetadata: this.#metadataOf(handle.id), response: this.#responseOf(handle) },
    }
  }

  /**
   * Reads the task once. A read that fails for a passing reason is `pending`: the video has been paid for.
   * @throws ClientError
   */
  async doStatus({
    operation,
    abortSignal,
  }: {
    readonly operation: JSONValue
    readonly abortSignal?: AbortSignal
  }): Promise<Experimental_VideoModelV4OperationStatusResult> {
    const { handle, isCalledBack } = readOperation(operation)
    try {
      const task = isCalledBack
        ? await this.#client.videos.wait(handle, { deadline: AFTER_CALLBACK_MS, signal: abortSignal })
        : await this.#client.videos.retrieve(handle, { signal: abortSignal })
      return await this.#statusOf(task, abortSignal)
    } catch (error) {
      if (error instanceof TaskFailedError) return this.#statusOf(error.task, abortSignal)
      if (!isClientError(error) || !PASSING.has(error.kind)) throw error
      return { status: 'pending', response: this.#responseOf(handle) }
    }
  }

  async #statusOf(
    task: Task,
    signal: AbortSignal | undefined,
  ): Promise<Experimental_VideoModelV4OperationStatusResult> {
    const response = this.#responseOf(task)
    switch (task.phase) {
      case 'queued':
      case 'running':
      case 'unknown':
        return { status: 'pending', response }
      case 'failed': {
        const { code, message } = task.failure
        const why = [code, message].filter((part) => part !== undefined).join(': ')
        return {
          status: 'error',
          error: `Task ${task.id} failed: ${why}`,
          providerMetadata: this.#metadataOf(task.id),
          response,
        }
      }
      case 'succeeded': {
        const videos = await this.#videosOf(task, signal)
        const providerMetadata = this.#metadataOf(task.id, task.urls)
        return { status: 'completed', videos, warnings: [], providerMetadata, response }
      }
    }
  }

  async #videosOf(
    task: SucceededTask,
    signal: AbortSignal | undefined,
  ): Promise<Experimental_VideoModelV4VideoData[]> {
    const mediaType = 'video/mp4'
    if (this.#settings.download === false) return task.urls.map((url) => ({ type: 'url', url, mediaType }))
    const videos: Experimental_VideoModelV4VideoData[] = []
    for (const index of task.urls.keys()) {
      const chunks: Uint8Array[] = []
      for await (const chunk of await this.#client.videos.download(task, { index, signal }))
        chunks.push(chunk)
      videos.push({ type: 'binary', data: new Uint8Array(Buffer.concat(chunks)), mediaType })
    }
    return videos
  }

  async #requestFor(options: CallOptions) {
    const { prompt, duration, aspectRatio, resolution, seed, webhookUrl, providerOptions } = options
    const wanted: WantedVideo = {
      ...{ prompt, duration, seed, resolution: resolutionOf(resolution), callbackUrl: webhookUrl },
      aspectRatio: aspectRatio === 'adaptive' ? undefined : aspectRatio,
      imageUrl: await this.#addressOf(firstFrameIn(options), options.abortSignal),
      more: providerOptions[this.#dialect.name] ?? {},
    }
    return {
      request: this.#dialect.requestFor(this.modelId, wanted),
      warnings: warningsOf(options, this.#dialect.supportsSeed, seed),
    }
  }

  /** A picture that is not on the web yet is uploaded, which costs nothing. */
  async #addressOf(
    image: Experimental_VideoModelV4File | undefined,
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    if (image === undefined || image.type === 'url') return image?.url
    const bytes = typeof image.data === 'string' ? Buffer.from(image.data, 'base64') : image.data
    const fileName = `image.${image.mediaType.split('/').at(-1) ?? 'png'}`
    return (await this.#client.uploads.file(bytes, { fileName, signal })).url
  }

  #metadataOf(taskId: string, urls?: readonly string[]): SharedV4ProviderMetadata {
    return { [this.#dialect.name]: { taskId, ...(urls !== undefined && { urls: [...urls] }) } }
  }

  #responseOf(about: Task | TaskHandle) {
    const isTask = 'phase' in about
    const requestId = isTask ? about.response?.requestId : about.requestId
    const at = isTask ? about.response?.receivedAt : about.createdAt
    return {
      timestamp: new Date(at ?? 0),
      modelId: about.model ?? this.modelId,
      headers: requestId === undefined ? undefined : { 'x-request-id': requestId },
    }
  }
}

const firstFrameIn = ({ image, frameImages }: CallOptions): Experimental_VideoModelV4File | undefined =>
  image ?? frameImages?.find(({ frameType }) => frameType === 'first_frame')?.image

/** The SDK makes up one idempotency key per video; the same one goes to the provider. */
const callOf = ({ headers, abortSignal }: CallOptions) => {
  const sent = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value] as const],
  )
  const { 'idempotency-key': idempotencyKey, ...rest } = Object.fromEntries(sent)
  return { headers: rest, signal: abortSignal, ...(idempotencyKey !== undefined && { idempotencyKey }) }
}

const operationOf = (handle: TaskHandle, isCalledBack: boolean): JSONValue =>
  JSON.parse(JSON.stringify({ handle, isCalledBack }))

const readOperation = (
  operation: JSONValue,
): { readonly handle: TaskHandle; readonly isCalledBack: boolean } =>
  operation as unknown as { readonly handle: TaskHandle; readonly isCalledBack: boolean }

import type {
  CallOptions,
  CreateAndWaitOptions,
  CreateOptions,
  DownloadOptions,
  SucceededTask,
  Task,
  TaskHandle,
  Upload,
  UploadOptions,
  WaitOptions,
} from '../client/index.ts'

/** The part of a client that a video model uses, whichever provider it is for. */
export interface ClientLike {
  readonly videos: {
    create<Model extends string>(request: AnyRequest<Model>, options?: CreateOptions): Promise<TaskHandle>
    createAndWait<Model extends string>(
      request: AnyRequest<Model>,
      options?: CreateAndWaitOptions,
    ): Promise<SucceededTask>
    retrieve(task: TaskHandle, options?: CallOptions): Promise<Task>
    wait(task: TaskHandle, options?: WaitOptions): Promise<SucceededTask>
    download(task: SucceededTask, options?: DownloadOptions): Promise<AsyncIterable<Uint8Array>>
  }
  readonly uploads: { file(source: Uint8Array | string, options?: UploadOptions): Promise<Upload> }
}

type AnyRequest<Model extends string> = string extends Model
  ? { readonly model: Model; readonly [field: string]: unknown }
  : never

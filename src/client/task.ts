import type { ProviderName } from '../contracts/index.ts'

/** What every reading of a task has. */
interface TaskFacts {
  readonly provider: ProviderName
  readonly id: string
  readonly model: string | undefined
  /** The provider's own word for its state. */
  readonly state: string
  /** Percent, if the provider says. */
  readonly progress: number | undefined
  /** The provider's response as it came, unknown fields and all. */
  readonly raw: unknown
  /** About the response it was read from; absent in a callback. */
  readonly response?: ResponseFacts
}

/** What is worth keeping of a response besides its body. */
export interface ResponseFacts {
  readonly status: number
  /** X-Request-Id, for the provider's support. */
  readonly requestId: string | undefined
  /** When it was read, epoch ms by the client's clock. */
  readonly receivedAt: number
}

/** It has not ended; `unknown` is a state that nobody has documented, and means: keep waiting. */
export interface UnfinishedTask extends TaskFacts {
  readonly phase: 'queued' | 'running' | 'unknown'
  /**
   * In an unknown state: whatever result there is already, and whether the rest of the record says that it has ended.
   */
  readonly result?: Result & { readonly looksFinished: boolean }
}

/** What a task has made. */
export interface Result {
  /** Links to the result files, however many; they expire. */
  readonly urls: readonly string[]
  /** What was made instead of files: the `resultObject` of Kie's text models, whose shape each model's page shows. */
  readonly object: Readonly<Record<string, unknown>> | undefined
}

export interface SucceededTask extends TaskFacts, Result {
  readonly phase: 'succeeded'
}

export interface FailedTask extends TaskFacts {
  readonly phase: 'failed'
  readonly failure: { readonly code: string | undefined; readonly message: string | undefined }
}

/** A task as it was when it was read. */
export type Task = UnfinishedTask | SucceededTask | FailedTask

/** A success without any result. */
export const isEmpty = ({ urls, object }: Result): boolean => urls.length === 0 && object === undefined

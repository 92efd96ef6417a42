import type { ProviderName } from '../contracts/index.ts'

/** What every reading of a task has. */
interface TaskFacts {
  readonly provider: ProviderName
  readonly id: string
  readonly model: string | undefined
  /** The provider's own word for where it is. */
  readonly state: string
  /** Percent, where the provider says. */
  readonly progress: number | undefined
  /** The provider's answer as it came, unknown fields and all. */
  readonly raw: unknown
}

/** It has not ended; `unknown` is a state nobody has documented, and means: keep waiting. */
export interface UnfinishedTask extends TaskFacts {
  readonly phase: 'queued' | 'running' | 'unknown'
}

export interface SucceededTask extends TaskFacts {
  readonly phase: 'succeeded'
  /** Links to the result files, however many; they expire. */
  readonly urls: readonly string[]
  /** What was made instead of files: the `resultObject` of Kie's text models, whose shape each model's page shows. */
  readonly object: Readonly<Record<string, unknown>> | undefined
}

export interface FailedTask extends TaskFacts {
  readonly phase: 'failed'
  readonly failure: { readonly code: string | undefined; readonly message: string | undefined }
}

/** A task as it was when it was read. */
export type Task = UnfinishedTask | SucceededTask | FailedTask

/** A success that has nothing to show. */
export const isEmpty = ({ urls, object }: SucceededTask): boolean => urls.length === 0 && object === undefined

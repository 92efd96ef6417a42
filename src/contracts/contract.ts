import type { OpenAPIV3_1 } from 'openapi-types'
import type { JudgementTable } from './judgement.ts'
import type { Difference } from './profile.ts'
import type { ErrorKind, OperationKind, Profile, ProviderName, Source } from './vocabulary.ts'

/** One method and path of a provider. `id` is `<provider>.<operationId>`, as in `kie.createTask`. */
export interface Operation {
  readonly id: string
  readonly kind: Exclude<OperationKind, 'result'>
  readonly method: 'GET' | 'POST'
  /** As in OpenAPI, with `{task_id}` for a path parameter. */
  readonly path: string
}

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly body: unknown
}

/** What is known about the call that went wrong. */
export interface ErrorDetail {
  /** The offending field as the provider names it: `prompt`, not `input.prompt`. */
  readonly field?: string | undefined
  /** The operation's kind; absent where no operation matched. */
  readonly operation?: OperationKind | undefined
}

/** One row per error kind: what this provider answers. */
export type ErrorTable = Readonly<Record<ErrorKind, (detail: ErrorDetail) => WireAnswer>>

/** How a provider delivers callbacks. */
export interface CallbackRules {
  /** How long the provider waits for the receiver's answer, ms. */
  readonly timeoutMs: number
  /** The wait before each retry, ms; as many retries as entries. */
  readonly retryDelaysMs: readonly number[]
  readonly source: Source
  /**
   * Why the provider would refuse this callback address when the task is created, or `undefined` when it would not.
   * Judges the address as written; what its name resolves to is looked at when the callback is sent.
   */
  readonly refuses: (url: string) => string | undefined
}

/** How much an account may do at once. */
export interface Limits {
  /** New tasks per window. */
  readonly creates: number
  readonly windowMs: number
  /** Tasks queued or running at the same time. */
  readonly running: number
  readonly source: Source
}

/** What a request asks for, in our own words. Media values are undefined where the request leaves them open. */
export interface MediaRequest {
  readonly durationSeconds: number
  readonly aspectRatio: string
  readonly resolution: string
  /** What the task makes, where that is no video. */
  readonly output?: 'video' | 'image' | 'audio' | 'text'
}

/** Everything true of one provider, as data. Adding a provider means filling this in and following the compiler. */
export interface ProviderContract {
  readonly name: ProviderName
  /** The OpenAPI 3.1 document compiled from the provider's pages and our overlay. */
  readonly openapi: OpenAPIV3_1.Document
  /** Path prefixes it is served under: `''`, and `/apiv1` for EvoLink's reseller. */
  readonly prefixes: readonly string[]
  readonly operations: readonly Operation[]
  readonly errors: Readonly<Record<Profile, ErrorTable>>
  /** What a response to a create request means: accepted, refused before any work, or ambiguous. */
  readonly judgement: JudgementTable
  /** Where pages and live service differ. */
  readonly differences: readonly Difference[]
  readonly callbacks: CallbackRules
  /** How much an account may do at once, where the profile knows a limit. */
  readonly limits: Readonly<Record<Profile, Limits | undefined>>
  /** How long a result link works after the task ended, ms. */
  readonly resultLifetimeMs: number
  /** What a create request asks for, with the provider's defaults filled in. */
  readonly mediaOf: (request: Readonly<Record<string, unknown>>) => MediaRequest
  /** What a task of this kind costs, in the provider's credits. */
  readonly price: (media: MediaRequest) => number
  /** What the provider calls the field at a path of the create body: Kie says `prompt` for `input.prompt`. */
  readonly fieldName: (path: readonly PropertyKey[]) => string
  /** What a create request breaks that no schema of one field can say, or `undefined`. */
  readonly refine: (
    request: Readonly<Record<string, unknown>>,
  ) => { readonly field: string; readonly message: string } | undefined
  /** The field of a create request that holds the callback address. */
  readonly callbackField: string
  /** The prompt in a create request. */
  readonly promptOf: (request: Readonly<Record<string, unknown>>) => string | undefined
}

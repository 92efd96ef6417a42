import type { OpenAPIV3_1 } from 'openapi-types'
import type { ModelFamily } from './family.ts'
import type { ProviderHost } from './hosts.ts'
import type { JudgementTable } from './judgement.ts'
import type { Place } from './place.ts'
import type { Difference } from './profile.ts'
import type {
  ErrorKind,
  FailureName,
  OperationKind,
  Profile,
  ProviderName,
  RefusalName,
  Source,
} from './vocabulary.ts'

/** The JSON body of a request. */
export type RequestBody = Readonly<Record<string, unknown>>

/** One method and path of a provider. `id` is `<provider>.<operationId>`, as in `kie.createTask`. */
export interface Operation {
  readonly id: string
  readonly kind: Exclude<OperationKind, 'result'>
  readonly method: 'GET' | 'POST'
  /** As in OpenAPI, with `{task_id}` for a path parameter. */
  readonly path: string
}

/** An HTTP response as the provider sends it. */
export interface WireAnswer {
  readonly status: number
  readonly body: unknown
}

/** What is known about the failed call. */
export interface ErrorDetail {
  /** The offending field as the provider names it: `prompt`, not `input.prompt`. */
  readonly field?: string | undefined
  /** The operation's kind; absent where no operation matched. */
  readonly operation?: OperationKind | undefined
  /** What a task would have cost, and what there is. */
  readonly credits?: { readonly cost: number; readonly balance: number } | undefined
}

/** The provider's response to each kind of error. */
export type ErrorTable = Readonly<Record<ErrorKind, (detail: ErrorDetail) => WireAnswer>>

/** A refusal in words that are not in the error table. */
export interface RefusalWords {
  readonly code: number | string
  readonly message: string
  /** What else the provider says about it, wherever it says it. */
  readonly data?: unknown
  /** The HTTP status, where it is not the usual one for the code. */
  readonly status?: number | undefined
}

/** A refusal that the provider was seen to give, and where that was. */
export interface KnownRefusal extends RefusalWords {
  readonly from: string
}

/** Why a task failed, in the provider's words. */
export interface FailureWords {
  readonly code: string
  readonly message: string
}

/** A failure that the provider was seen to give, and where that was. */
export interface KnownFailure extends FailureWords {
  /** Its word for the state of such a task, where it is not the usual one for a failure. */
  readonly state?: string
  readonly from: string
}

/** How a provider delivers callbacks. */
export interface CallbackRules {
  /** How long the provider waits for the receiver's response, ms. */
  readonly timeoutMs: number
  /** The wait before each retry, ms; as many retries as entries. */
  readonly retryDelaysMs: readonly number[]
  readonly source: Source
  /**
   * Why the provider would refuse this callback address when the task is created, or `undefined` if it would not.
   * Judges the address as written; the name in it is resolved only when the callback is sent.
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

/** In which form a call brings a file. */
export type UploadForm = 'base64' | 'stream' | 'url'

/** How files are uploaded. */
export interface UploadRules {
  /** By the operation's id. */
  readonly forms: Readonly<Record<string, UploadForm>>
  /** What the fields of the request are called. */
  readonly fields: Readonly<Record<'base64' | 'url' | 'file' | 'name' | 'folder', string>>
  readonly lifetimeMs: number
  /** Whether a browser may call them; undefined if nobody knows. */
  readonly sendsCors?: boolean
}

/** What a provider makes of a key that says which create requests are the same one. */
export interface Idempotency {
  /** In lower case. */
  readonly header: string
  /** The headers of a response that is about the first request's task. */
  readonly replayed: Readonly<Record<string, string>>
  /** How another body under the same key is refused. */
  readonly conflict: RefusalWords
}

/** How often a call may be made. */
export interface CallLimit {
  readonly calls: number
  readonly windowMs: number
  /** Whether it counts the calls about one task, or all of an account. */
  readonly per: 'task' | 'account'
}

/** What a request asks for, in our own words. Media values are undefined where the request leaves them open. */
export interface MediaRequest {
  readonly durationSeconds: number
  readonly aspectRatio: string
  readonly resolution: string
  /** What the task makes, if it is not a video. */
  readonly output?: 'video' | 'image' | 'audio' | 'text'
}

/** What a provider's credits are worth. */
export interface CreditRate {
  /** How many credits one US dollar buys. */
  readonly perDollar: number
  readonly source: Source
  /** Where the fact comes from. */
  readonly from: string
}

/** The components of the OpenAPI document that a provider's answers must fit. */
export type AnswerComponents = Readonly<
  Record<'created' | 'task' | 'balance' | 'callback' | 'refusal', string>
>

/** The environment variables in which users of the provider keep the settings of their clients. */
export interface Variables {
  readonly apiKey: string
  readonly baseUrl: string
  /** Absent if the provider does not sign its callbacks. */
  readonly webhookKey?: string
}

/** Everything true of one provider, as data. Adding a provider means filling this in and following the compiler. */
export interface ProviderContract {
  readonly name: ProviderName
  /** The name as people write it: `Kie`. */
  readonly title: string
  /** The OpenAPI 3.1 document compiled from the provider's pages and our overlay. */
  readonly openapi: OpenAPIV3_1.Document
  /** Every host that the provider's clients call: `stuntdouble run` redirects these to the simulator. */
  readonly hosts: readonly ProviderHost[]
  readonly components: AnswerComponents
  readonly variables: Variables
  /** The path prefixes it is served under, by the name of the base URL: `{ evolink: '', reseller: '/apiv1' }`. */
  readonly baseUrls: Readonly<Record<string, string>>
  /** What comes before the key in the `Authorization` header: `Bearer`. */
  readonly authScheme: string
  /** A form that only its own keys have, as far as is known. */
  readonly keyForm?: RegExp
  /** What a key looks like that costs money, as far as anybody knows: long, and nothing that a test would make up. */
  readonly liveKey?: RegExp
  /** Whether its answers allow browsers to read them; undefined if nobody knows. */
  readonly sendsCors?: boolean
  readonly operations: readonly Operation[]
  /** The paths of further create operations that no bundled page describes: one per family of models. */
  readonly furtherCreatePaths: readonly string[]
  /** Families of models under calls of their own; the calls are among its operations too. */
  readonly families?: readonly ModelFamily[]
  /** The HTTP status of an accepted create request. */
  readonly createdStatus: 200 | 201 | 202
  /** The form of its task ids, and an id of that form from its pages. */
  readonly taskId: { readonly pattern: RegExp; readonly example: string }
  readonly errors: Readonly<Record<Profile, ErrorTable>>
  /** Its own words for refusals that the error table lacks. */
  readonly refusals: Readonly<Partial<Record<RefusalName, KnownRefusal>>>
  /** A refusal in any words, as it looks on this provider's wire; a sentence where that cannot be. */
  readonly refusalAnswer: (words: RefusalWords, profile: Profile) => WireAnswer | string
  /** Its own words for tasks that end badly. */
  readonly failures: Readonly<Partial<Record<FailureName, KnownFailure>>>
  /** What a response to a create request means: accepted, refused before any work, or ambiguous. */
  readonly judgement: JudgementTable
  /** The kinds of error whose response under profile `observed` is assumed. */
  readonly assumedErrors: readonly ErrorKind[]
  /** Where pages and live service differ. */
  readonly differences: readonly Difference[]
  readonly callbacks: CallbackRules
  /** How much an account may do at once, if the profile has a limit. */
  readonly limits: Readonly<Record<Profile, Limits | undefined>>
  /** How often other calls may be made, by their kind, where the profile knows a limit. */
  readonly callLimits: Readonly<
    Record<Profile, Readonly<Partial<Record<OperationKind, CallLimit | undefined>>>>
  >
  /** Whether its answers are compressed for whoever accepts that. */
  readonly compresses: Readonly<Record<Profile, boolean>>
  /** How files are uploaded; absent where nobody knows. */
  readonly uploads?: UploadRules
  /** Whether a task fails whose picture nobody outside can fetch. */
  readonly failsUnfetchableImages: Readonly<Record<Profile, boolean>>
  /** What it makes of an idempotency key; absent where nobody knows that it looks at one. */
  readonly idempotency?: Readonly<Record<Profile, Idempotency | undefined>>
  /** How long a result link works after the task ended, ms. */
  readonly resultLifetimeMs: number
  /** What a create request asks for, with the provider's defaults filled in. */
  readonly mediaOf: (request: RequestBody) => MediaRequest
  /** What a task of this kind costs, in the provider's credits. */
  readonly price: (media: MediaRequest) => number
  readonly creditRate: CreditRate
  /** What the provider calls the field at a path of the create body: Kie says `prompt` for `input.prompt`. */
  readonly fieldName: (path: readonly PropertyKey[]) => string
  /** Which rule across several fields a create request breaks, or `undefined`. */
  readonly refine: (request: RequestBody) => { readonly field: string; readonly message: string } | undefined
  /** Where a create request puts its model. */
  readonly modelAt: Place
  /** Where a create request puts its callback address. */
  readonly callbackAt: Place
  /** The names that lead to the prompt in the body of a create request: `['input', 'prompt']`. */
  readonly promptAt: readonly [string, ...string[]]
}

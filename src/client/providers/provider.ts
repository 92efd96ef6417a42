import type { ProviderContract, Source } from '../../contracts/index.ts'
import type { CallErrorKind } from '../errors/client-error.ts'
import type { Task } from '../task.ts'

/** A response that is an error, in the provider's words. */
export interface WireError {
  /** What it means, if the provider's judgement table says; else its status decides. */
  readonly kind: CallErrorKind | undefined
  /** The HTTP status that means the same, whatever the status line says. */
  readonly status: number
  readonly code: string | number | undefined
  readonly message: string | undefined
  /** How long its body asks to wait, ms. */
  readonly waitMs?: number | undefined
}

/** What an account has left. */
export interface Credits {
  /** In the provider's own credits. */
  readonly remaining: number
  readonly used?: number
  readonly isUnlimited?: boolean
}

/** Tasks are told apart by what they make. */
export type Family = 'videos' | 'images' | 'audios'

/** What a task's own record says of its create request: enough to identify it. */
export interface Origin {
  readonly model: string | undefined
  /** Epoch ms. */
  readonly createdAt: number | undefined
  /** The whole create request, if the record keeps it. */
  readonly request: unknown
}

/** The provider's list of an account's tasks, newest first. */
export interface TaskList {
  /** Path and query of its first page. */
  readonly path: string
  /** The records, each as a query would return it. */
  readonly recordsIn: (body: unknown) => readonly unknown[] | undefined
}

/**
 * How the client reads and writes one provider: leniently when reading, plainly when writing. Decisions are in shared
 * code.
 */
export interface WireProvider {
  readonly contract: ProviderContract
  /** Where each family of models is created. */
  readonly createPaths: Readonly<Record<Family, string>>
  /** Path and query of the retrieve operation. */
  readonly retrievePath: (path: string, id: string) => string
  /** What is wrong, or `undefined` if the response is not an error. `status` is the HTTP status. */
  readonly errorIn: (status: number, body: unknown) => WireError | undefined
  /** The task in a query's response or a callback, or `undefined` when there is none. */
  readonly taskIn: (body: unknown) => Task | undefined
  /** What the response to a query says of the create request behind it. */
  readonly originIn: (body: unknown) => Origin
  readonly creditsIn: (body: unknown) => Credits | undefined
  /** Where its prices come from. */
  readonly priceSource: Source
  /** The address of an uploaded file, which requests may name; `undefined` when the response has none. */
  readonly uploadedAddressIn: (body: unknown) => string | undefined
  /** Absent if no list is known. */
  readonly list?: TaskList
  /** Whether the provider returns the first task again for the same Idempotency-Key, as far as is known. */
  readonly replays: boolean
  /** Why a callback cannot be proven to come from the provider; absent if the provider signs. */
  readonly signature?: (headers: CallbackHeaders, taskId: string) => SignedCallback | undefined
  /** The headers of a callback as the provider signs it, for tests. */
  readonly sign?: (taskId: string, unixSeconds: number, key: string) => Readonly<Record<string, string>>
}

export type CallbackHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** What a signed callback's headers hold. */
export interface SignedCallback {
  /** Unix seconds, as the headers say. */
  readonly timestamp: number
  readonly signature: string
  /** What the signature must be under a key. */
  readonly expected: (key: string) => string
}

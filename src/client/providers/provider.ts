import type { ProviderContract } from '../../contracts/index.ts'
import type { Task } from '../task.ts'

/** An answer that is an error, in the provider's words. */
export interface WireError {
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

/** What tasks are told apart by: what they make. */
export type Family = 'videos' | 'images' | 'audios'

/** Which of the contract's components each answer must fit; only drift is measured by it. */
export interface AnswerSchemas {
  readonly create: string
  readonly retrieve: string
  readonly balance: string
  readonly callback: string
}

/** One provider as the client reads and writes it: leniently in, plainly out. Whatever decides, is shared. */
export interface WireProvider {
  readonly contract: ProviderContract
  /** Environment variables. */
  readonly variables: { readonly apiKey: string; readonly baseUrl: string; readonly webhookKey?: string }
  readonly schemas: AnswerSchemas
  /** Where each family of models is created. */
  readonly createPaths: Readonly<Record<Family, string>>
  /** Path and query of the retrieve operation. */
  readonly retrievePath: (path: string, id: string) => string
  /** What is wrong, or `undefined` when the answer is not an error. `status` is the HTTP status. */
  readonly errorIn: (status: number, body: unknown) => WireError | undefined
  /** The new task's id, or `undefined` when the answer names none. */
  readonly createdIdIn: (body: unknown) => string | undefined
  /** The task in a query's answer or a callback, or `undefined` when there is none. */
  readonly taskIn: (body: unknown) => Task | undefined
  readonly creditsIn: (body: unknown) => Credits | undefined
  /** Why a callback cannot be believed to be the provider's; absent where the provider does not sign. */
  readonly signature?: (headers: CallbackHeaders, taskId: string) => SignedCallback | undefined
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

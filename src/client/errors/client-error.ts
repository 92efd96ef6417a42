/** Every way a client can fail, as `error.kind`. */
export type ErrorKind =
  | 'configuration'
  | 'invalid-argument'
  | 'aborted'
  | CallErrorKind
  | 'ambiguous-create'
  | 'task-failed'
  | 'empty-result'
  | 'wait-deadline'
  | 'hook-failed'
  | DownloadErrorKind
  | 'invalid-callback'

/** A call did not work. Says nothing about the task it was about. */
export type CallErrorKind =
  | 'unauthorized'
  | 'out-of-credits'
  | 'forbidden'
  | 'not-found'
  | 'invalid-request'
  | 'rate-limited'
  | 'server-error'
  | 'connection'
  | 'timeout'
  | 'invalid-response'

export type DownloadErrorKind = 'link-expired' | 'private-address' | 'wrong-type' | 'incomplete-download'

/** Which request it was. Holds no header, so no key. */
export interface RequestFacts {
  readonly method: string
  readonly url: string
}

/** What is known about a failure; whatever is not known is absent. */
export interface ErrorFacts {
  readonly request?: RequestFacts | undefined
  /** HTTP status of the answer. */
  readonly status?: number | undefined
  /** The provider's own code: a number (Kie's body code) or a text (EvoLink's newer codes). */
  readonly code?: string | number | undefined
  readonly providerMessage?: string | undefined
  /** The answer's X-Request-Id, for the provider's support. */
  readonly requestId?: string | undefined
  readonly taskId?: string | undefined
  /** How long the provider asked to be left alone, ms. */
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

/** The root of the tree: everything this client throws on purpose. `kind` says which, in one stable word. */
export abstract class ClientError extends Error {
  abstract readonly kind: ErrorKind
  readonly request: RequestFacts | undefined
  readonly status: number | undefined
  readonly code: string | number | undefined
  readonly providerMessage: string | undefined
  readonly requestId: string | undefined
  readonly taskId: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.request = facts.request
    this.status = facts.status
    this.code = facts.code
    this.providerMessage = facts.providerMessage
    this.requestId = facts.requestId
    this.taskId = facts.taskId
    this.retryAfterMs = facts.retryAfterMs
  }
}

/** A client was set up in a way that cannot work. */
export class ConfigurationError extends ClientError {
  override readonly name = 'ConfigurationError'
  readonly kind = 'configuration'
}

/** A method was called with something it cannot use; nothing was sent. */
export class InvalidArgumentError extends ClientError {
  override readonly name = 'InvalidArgumentError'
  readonly kind = 'invalid-argument'
}

/** The caller's signal aborted the call. `cause` is the signal's reason. */
export class AbortedError extends ClientError {
  override readonly name = 'AbortError'
  readonly kind = 'aborted'
}

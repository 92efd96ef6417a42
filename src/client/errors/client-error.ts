import type { RefusalKind } from '../../contracts/index.ts'
import type { TaskHandle } from '../handle.ts'

/** Every way a client can fail, as `error.kind`. */
export type ErrorKind =
  | 'configuration'
  | 'invalid-argument'
  | 'over-budget'
  | 'aborted'
  | 'closed'
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
  | Exclude<RefusalKind, 'not-sent'>
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

/** What is known about a failure; unknown facts are absent. */
export interface ErrorFacts {
  readonly request?: RequestFacts | undefined
  /** HTTP status of the response. */
  readonly status?: number | undefined
  /** The provider's own code: a number (Kie's body code) or a text (EvoLink's newer codes). */
  readonly code?: string | number | undefined
  readonly providerMessage?: string | undefined
  /** The response's X-Request-Id, for the provider's support. */
  readonly requestId?: string | undefined
  readonly taskId?: string | undefined
  /** The task it was about, if known; `wait` takes it. */
  readonly handle?: TaskHandle | undefined
  /** How long the provider asked us to wait, ms. */
  readonly retryAfterMs?: number | undefined
  /** The body of the response as far as it arrived, without secrets, at most 2,000 characters. */
  readonly answer?: string | undefined
  /** Help from the simulator (`X-Stuntdouble-Note`); no provider sends one. */
  readonly note?: string | undefined
  readonly cause?: unknown
}

const FACTS = [
  'request',
  'status',
  'code',
  'providerMessage',
  'requestId',
  'taskId',
  'handle',
  'retryAfterMs',
  'answer',
  'note',
] as const

/** The base class of everything that this client throws on purpose. `kind` says which, in one stable word. */
export abstract class ClientError extends Error {
  abstract readonly kind: ErrorKind
  declare readonly request?: RequestFacts
  declare readonly status?: number
  declare readonly code?: string | number
  declare readonly providerMessage?: string
  declare readonly requestId?: string
  declare readonly taskId?: string
  declare readonly handle?: TaskHandle
  declare readonly retryAfterMs?: number
  declare readonly answer?: string
  declare readonly note?: string

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    // An unknown fact gets no property, so that a printed error shows only what is known.
    for (const name of FACTS) if (facts[name] !== undefined) Object.assign(this, { [name]: facts[name] })
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

/** The task would cost more than is left of the client's `maxCredits`, or its price is unknown; nothing was sent. */
export class OverBudgetError extends ClientError {
  override readonly name = 'OverBudgetError'
  readonly kind = 'over-budget'
}

/** The caller's signal aborted the call. `cause` is the signal's reason. */
export class AbortedError extends ClientError {
  override readonly name = 'AbortError'
  readonly kind = 'aborted'
}

/** The client was closed, before or during the call. A task goes on; `handle` identifies it. */
export class ClientClosedError extends ClientError {
  override readonly name = 'ClientClosedError'
  readonly kind = 'closed'
}

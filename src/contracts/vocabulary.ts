/** The words that every layer shares. ARCHITECTURE.md says what each means and what not to call it. */

export type ProviderName = 'kie' | 'evolink'

/** Whether to behave as the pages state, or as the live service was observed to where that differs. */
export type Profile = 'documented' | 'observed'

/** The phase of a task, across providers. Each provider has its own words for it (its *states*). */
export type Phase = 'queued' | 'running' | 'succeeded' | 'failed'

/** Where a fact comes from. An assumed fact is one that nobody knows; it is always a setting. */
export type Source = 'documented' | 'observed' | 'assumed'

/**
 * What an operation is for, whichever provider offers it. `list` reads several tasks, `catalogue` what models there are,
 * `estimate` a price beforehand, `upload` stores a file; `result` is the download of a result file.
 */
export type OperationKind =
  | 'create'
  | 'retrieve'
  | 'list'
  | 'balance'
  | 'download-link'
  | 'catalogue'
  | 'estimate'
  | 'upload'
  | 'result'

/** Every kind of call that a provider answers, as opposed to the download of a file. */
export const callKinds = [
  'create',
  'retrieve',
  'list',
  'balance',
  'download-link',
  'catalogue',
  'estimate',
  'upload',
] as const satisfies readonly OperationKind[]

/**
 * What can be wrong with a call. Shared code throws a kind; each provider's `errors.ts` says what that looks like on
 * its wire.
 */
export type ErrorKind =
  | 'unauthorized'
  | 'malformed-json'
  | 'wrong-content-type'
  | 'body-too-large'
  | 'wrong-method'
  | 'unknown-route'
  | 'missing-field'
  | 'invalid-type'
  | 'too-long'
  | 'invalid-value'
  | 'missing-model'
  | 'unknown-model'
  | 'missing-id'
  | 'malformed-id'
  | 'unknown-task'
  | 'foreign-link'
  | 'out-of-credits'
  | 'rate-limited'
  | 'server-error'
  | 'bad-gateway'
  | 'unavailable'

/**
 * Whether no further step can follow this phase.
 * @example
 * isTerminal('running') // false
 */
export const isTerminal = (phase: Phase): boolean => phase === 'succeeded' || phase === 'failed'

/**
 * Refusals that a provider has words of its own for, in addition to its error table. All of them come before anything is billed.
 * What each provider says is in its `refusals.ts`.
 */
export const refusalNames = [
  'maintenance',
  'quota',
  'paused',
  'feature-disabled',
  'field-required',
  'out-of-credits',
  'key-disabled',
  'key-expired',
  'model-denied',
  'model-unavailable',
] as const

export type RefusalName = (typeof refusalNames)[number]

/** Ways in which a task ends badly. What each provider says then is in its `failures.ts`. */
export const failureNames = [
  'internal',
  'retired-model',
  'image-fetch',
  'image-format',
  'nsfw',
  'sensitive',
  'moderated',
  'busy',
  'timeout',
  'cancelled',
] as const

export type FailureName = (typeof failureNames)[number]

import { type CallErrorKind, ClientError, type ErrorFacts } from './client-error.ts'

/** A call did not work. This says nothing about the task it was about. */
export abstract class CallError extends ClientError {
  abstract override readonly kind: CallErrorKind
}

/** The key was missing, wrong or revoked (401). */
export class UnauthorizedError extends CallError {
  override readonly name = 'UnauthorizedError'
  readonly kind = 'unauthorized'
}

/** The account has too few credits (402); nothing was done or charged. */
export class OutOfCreditsError extends CallError {
  override readonly name = 'OutOfCreditsError'
  readonly kind = 'out-of-credits'
}

/** The key may not spend more for now: a limit per day, per hour or in all (Kie 433; EvoLink key_quota_exhausted). */
export class QuotaError extends CallError {
  override readonly name = 'QuotaError'
  readonly kind = 'quota'
}

/** The key lacks the permission for this, such as the use of this model (403). */
export class ForbiddenError extends CallError {
  override readonly name = 'ForbiddenError'
  readonly kind = 'forbidden'
}

/** There is no such task, model or path (404; Kie also sends 422 "recordInfo is null"). */
export class NotFoundError extends CallError {
  override readonly name = 'NotFoundError'
  readonly kind = 'not-found'
}

/** The provider refused the request (400, 422 and the like); nothing was done. */
export class InvalidRequestError extends CallError {
  override readonly name = 'InvalidRequestError'
  readonly kind = 'invalid-request'
}

/** Too many calls (429); nothing was done. */
export class RateLimitedError extends CallError {
  override readonly name = 'RateLimitedError'
  readonly kind = 'rate-limited'
}

/** The provider is under maintenance (Kie 455); nothing was done. */
export class MaintenanceError extends CallError {
  override readonly name = 'MaintenanceError'
  readonly kind = 'maintenance'
}

/** The provider has stopped this model or interface for a while; nothing was done. */
export class PausedError extends CallError {
  override readonly name = 'PausedError'
  readonly kind = 'paused'
}

/** The provider has switched this feature off (Kie 505); nothing was done. */
export class FeatureDisabledError extends CallError {
  override readonly name = 'FeatureDisabledError'
  readonly kind = 'feature-disabled'
}

/** The provider or a gateway in front of it failed (5xx). */
export class ServerError extends CallError {
  override readonly name = 'ServerError'
  readonly kind = 'server-error'
}

/** The connection was not made, or ended before the response did. */
export class ConnectionError extends CallError {
  override readonly name = 'ConnectionError'
  readonly kind = 'connection'
}

/** The response did not arrive in time. */
export class TimeoutError extends CallError {
  override readonly name = 'TimeoutError'
  readonly kind = 'timeout'
}

/** The response is not what the provider promises: not JSON, cut short, without its id. */
export class InvalidResponseError extends CallError {
  override readonly name = 'InvalidResponseError'
  readonly kind = 'invalid-response'
}

const classes: Readonly<Record<CallErrorKind, new (message: string, facts?: ErrorFacts) => CallError>> = {
  unauthorized: UnauthorizedError,
  'out-of-credits': OutOfCreditsError,
  quota: QuotaError,
  forbidden: ForbiddenError,
  'not-found': NotFoundError,
  'invalid-request': InvalidRequestError,
  'rate-limited': RateLimitedError,
  maintenance: MaintenanceError,
  paused: PausedError,
  'feature-disabled': FeatureDisabledError,
  'server-error': ServerError,
  connection: ConnectionError,
  timeout: TimeoutError,
  'invalid-response': InvalidResponseError,
}

/**
 * The error of a kind, however the provider expressed it.
 * @example
 * throw callError('rate-limited', 'Too many requests', { status: 429 })
 */
export const callError = (kind: CallErrorKind, message: string, facts: ErrorFacts): CallError =>
  new classes[kind](message, facts)

import type { AmbiguousCreateError } from './ambiguous-create-error.ts'
import type {
  ConnectionError,
  FeatureDisabledError,
  ForbiddenError,
  InvalidRequestError,
  InvalidResponseError,
  MaintenanceError,
  NotFoundError,
  OutOfCreditsError,
  PausedError,
  QuotaError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from './call-errors.ts'
import {
  type AbortedError,
  type ClientClosedError,
  ClientError,
  type ConfigurationError,
  type InvalidArgumentError,
  type OverBudgetError,
} from './client-error.ts'
import type {
  DownloadError,
  EmptyResultError,
  HookFailedError,
  InvalidCallbackError,
  TaskFailedError,
  WaitDeadlineError,
} from './task-errors.ts'

/** Every error of this client, as a union that narrows on `kind`. */
export type AnyClientError =
  | ConfigurationError
  | InvalidArgumentError
  | OverBudgetError
  | AbortedError
  | ClientClosedError
  | AnyCallError
  | AmbiguousCreateError
  | TaskFailedError
  | EmptyResultError
  | WaitDeadlineError
  | HookFailedError
  | DownloadError
  | InvalidCallbackError

/** The errors which say that a call did not work, and nothing about the task. */
export type AnyCallError =
  | UnauthorizedError
  | OutOfCreditsError
  | QuotaError
  | ForbiddenError
  | NotFoundError
  | InvalidRequestError
  | RateLimitedError
  | MaintenanceError
  | PausedError
  | FeatureDisabledError
  | ServerError
  | ConnectionError
  | TimeoutError
  | InvalidResponseError

/**
 * Whether this client has thrown something on purpose. The type then narrows on `kind`.
 *
 * @example
 * try {
 *   await client.videos.createAndWait(request)
 * } catch (error) {
 *   if (isClientError(error) && error.kind === 'wait-deadline') await save(error.handle)
 *   else throw error
 * }
 */
export const isClientError = (error: unknown): error is AnyClientError => error instanceof ClientError

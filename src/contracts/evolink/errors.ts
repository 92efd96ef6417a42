import type { ErrorDetail, ErrorTable, WireAnswer } from '../contract.ts'
import type { Profile } from '../vocabulary.ts'
import { evolinkDifferences } from './differences.ts'

interface Wording {
  readonly code: number
  readonly message: string
  readonly type: string
  readonly fallback_suggestion?: string
  /** What newer answers have for the number. */
  readonly word?: string
}

const INVALID: Wording = { code: 400, message: 'Invalid request format', type: 'invalid_request_error' }
const NOT_FOUND: Wording = { code: 404, message: 'Resource not found', type: 'not_found_error' }

/** Observed: what 402 says in addition to its word. */
const detailsOf = ({ credits }: ErrorDetail) =>
  credits && {
    key_name: 'default',
    estimated_credits: credits.cost,
    account_balance_credits: credits.balance,
  }

const answer = (
  { message, type, code, fallback_suggestion, word }: Wording,
  detail: ErrorDetail,
  form: 'number' | 'word',
): WireAnswer => {
  const details = form === 'word' ? detailsOf(detail) : undefined
  const error = {
    code: form === 'word' ? (word ?? code) : code,
    message,
    type,
    ...(detail.field === undefined ? {} : { param: detail.field }),
    ...(fallback_suggestion === undefined ? {} : { fallback_suggestion }),
    ...(details && { details }),
  }
  return { status: code, body: { error } }
}

const about =
  (param: string, answer: (detail: ErrorDetail) => WireAnswer) =>
  (detail: ErrorDetail): WireAnswer =>
    answer({ ...detail, field: param })

/**
 * EvoLink's response to each kind of error (documented: the examples of its two pages, word for word; they show only
 * some statuses, so 405, 413 and 415 become the nearest one). The two pages word 401 and 502 differently.
 */
export const evolinkErrors = (profile: Profile): ErrorTable => {
  const form = evolinkDifferences.stringCodes[profile].value
  const says =
    (wording: Wording, onRetrieve: Wording = wording) =>
    (detail: ErrorDetail): WireAnswer =>
      answer(detail.operation === 'retrieve' ? onRetrieve : wording, detail, form)
  return {
    unauthorized: says(
      { code: 401, message: 'Invalid authentication credentials', type: 'authentication_error' },
      { code: 401, message: 'Invalid or expired token', type: 'authentication_error' },
    ),
    'malformed-json': says(INVALID),
    'wrong-content-type': says(INVALID),
    'body-too-large': says(INVALID),
    'wrong-method': says(NOT_FOUND),
    'unknown-route': says(NOT_FOUND),
    'missing-field': says(INVALID),
    'invalid-type': says(INVALID),
    'too-long': says(INVALID),
    'invalid-value': says(INVALID),
    'missing-model': about('model', says(INVALID)),
    'unknown-model': about(
      'model',
      says({
        code: 404,
        message: 'Specified model not found',
        type: 'not_found_error',
        fallback_suggestion: 'wan2.5-text-to-video',
      }),
    ),
    'missing-id': about(
      'task_id',
      says({ code: 400, message: 'Invalid task ID format', type: 'invalid_request_error' }),
    ),
    'malformed-id': about(
      'task_id',
      says({ code: 400, message: 'Invalid task ID format', type: 'invalid_request_error' }),
    ),
    'unknown-task': about(
      'task_id',
      says({
        code: 404,
        message: 'Task not found or expired',
        type: 'not_found_error',
        word: 'task_not_found',
      }),
    ),
    // EvoLink has no call that takes a link; whoever asks all the same gets the usual words.
    'foreign-link': says(INVALID),
    'out-of-credits': says({
      code: 402,
      word: 'insufficient_user_quota',
      message: 'Insufficient quota',
      type: 'insufficient_quota_error',
      fallback_suggestion: 'https://evolink.ai/dashboard/billing',
    }),
    'rate-limited': says({
      code: 429,
      word: 'rate_limit_exceeded',
      message: 'Rate limit exceeded',
      type: 'rate_limit_error',
      fallback_suggestion: 'retry after 60 seconds',
    }),
    'server-error': says({
      code: 500,
      message: 'Internal server error',
      type: 'internal_server_error',
      fallback_suggestion: 'try again later',
    }),
    'bad-gateway': says(
      { code: 502, message: 'Bad gateway', type: 'upstream_error', fallback_suggestion: 'try again later' },
      {
        code: 502,
        message: 'Upstream service error',
        type: 'upstream_error',
        fallback_suggestion: 'try again later',
      },
    ),
    unavailable: says({
      code: 503,
      message: 'Service temporarily unavailable',
      type: 'service_unavailable_error',
      fallback_suggestion: 'retry after 30 seconds',
    }),
  }
}

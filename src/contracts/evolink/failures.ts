import type { KnownFailure } from '../contract.ts'
import type { FailureName } from '../vocabulary.ts'

const CODES = 'observed: the codes of failed tasks in recorded traffic, 2026; assumed: the message'

export const usualFailure: KnownFailure = {
  code: 'service_error',
  message: 'Internal server error',
  from: CODES,
}

/** EvoLink's words for tasks that end badly, in `error`. */
export const evolinkFailures: Readonly<Partial<Record<FailureName, KnownFailure>>> = {
  internal: usualFailure,
  'image-fetch': { code: 'image_processing_error', message: 'The image could not be fetched', from: CODES },
  'image-format': { code: 'image_processing_error', message: 'Unsupported image format', from: CODES },
  moderated: {
    code: 'content_policy_violation',
    message: 'The prompt violates the content policy.',
    from: CODES,
  },
  busy: {
    code: 'resource_exhausted',
    message: 'Service busy. Allocating resources, please retry later.',
    from: 'observed: reports, 2026; such a task ends at about half its progress; assumed: the code',
  },
  cancelled: {
    code: 'request_cancelled',
    message: 'The request was cancelled',
    state: 'cancelled',
    from: `${CODES}. Documented: callbacks are sent for cancelled tasks too; no call that cancels one is known`,
  },
  timeout: { code: 'generation_timeout', message: 'The generation timed out', from: CODES },
}

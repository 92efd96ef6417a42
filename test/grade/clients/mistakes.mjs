// Which mistake shows where, by how a request or a job failed.

/** The mistake of whoever sends the create request again after this. */
export const RESENDS = {
  reset: 'money/reset-after-create',
  silence: 'money/reset-after-create',
  timeout: 'money/timeout-after-create',
  'http-500': 'money/server-error-after-create',
  'http-502': 'money/bad-gateway-after-create',
  unavailable: 'money/unavailable-after-create',
  'http-504': 'money/gateway-timeout-after-create',
  truncated: 'money/truncated-answer',
  'not-json': 'money/invalid-answer',
  empty: 'money/empty-answer',
  'no-id': 'money/idless-answer',
  '500-in-200': 'money/error-in-200-after-create',
}

/** The mistake of whoever repeats what is refused for good. */
export const REPEATS = {
  401: 'money/unauthorized-once',
  402: 'money/out-of-credits-once',
  422: 'money/invalid-once',
  433: 'money/quota-once',
}

/** The mistake of whoever gives a task up over such a read. */
export const FATAL = {
  'http-500': 'polling/survives-server-error',
  'http-502': 'polling/survives-gateway-page',
  reset: 'polling/survives-reset',
  silence: 'polling/survives-silence',
  truncated: 'polling/survives-truncated-read',
  'not-json': 'polling/survives-invalid-read',
  empty: 'polling/survives-empty-read',
  'not-found': 'polling/survives-not-found-at-first',
  429: 'polling/survives-429',
}

/** For each end: the mistake of whoever calls it a success, and of whoever does not say why. */
export const ENDS = {
  401: ['errors/unauthorized-fails', 'errors/unauthorized-told'],
  402: ['errors/out-of-credits-fails', 'errors/out-of-credits-told'],
  '402-in-200': ['errors/refusal-in-200-fails'],
  422: ['errors/invalid-request-fails', 'errors/invalid-request-told'],
  429: ['errors/rate-limited-fails'],
  433: ['errors/quota-fails'],
  reset: ['errors/lost-answer-fails'],
  silence: ['errors/lost-answer-fails'],
  unreachable: ['errors/no-connection-fails'],
  'task-failed': ['errors/failed-task-fails'],
  deadline: ['errors/deadline-fails'],
  unreadable: ['errors/unreadable-task-fails'],
}

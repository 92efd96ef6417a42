import type { Situation } from './situation.ts'

/** The first create request is accepted and billed; this is what becomes of its response. */
const lost = (id: string, about: string, fault: string, settings: object = {}): Situation => ({
  id,
  about,
  rules: [{ fault, operation: 'create', call: 1, with: settings }],
})

/** Where a second create request could be a second bill. */
export const moneySituations: readonly Situation[] = [
  lost('create-reset', 'The connection is reset after the create request was accepted.', 'connection-reset', {
    at: 'accepted',
  }),
  {
    ...lost('create-hangs', 'The create request is accepted, and no response ever comes.', 'hang', {
      at: 'accepted',
      for: '10m',
    }),
    isLong: true,
  },
  lost('create-500', 'The create request is accepted, and the response is a 500.', 'server-error', {
    kind: 'server-error',
    at: 'accepted',
  }),
  lost(
    'create-503-retry-after',
    'The create request is accepted, and the response is a 503 with Retry-After.',
    'server-error',
    { kind: 'unavailable', at: 'accepted', retryAfter: '1s' },
  ),
  lost(
    'create-502-page',
    'The create request is accepted, and a gateway responds with a 502 page of HTML.',
    'gateway-page',
    { at: 'accepted', status: '502' },
  ),
  lost(
    'create-504-page',
    'The create request is accepted, and a gateway responds with a 504 page of HTML.',
    'gateway-page',
    { at: 'accepted', status: '504' },
  ),
  lost(
    'create-truncated',
    'The create request is accepted, and its response breaks off in the middle.',
    'truncated-body',
  ),
  lost(
    'create-invalid-json',
    'The create request is accepted, and its response is not valid JSON.',
    'malformed-json',
  ),
  lost('create-empty', 'The create request is accepted, and its response has no body.', 'empty-body'),
  lost('create-idless', 'The create request is accepted, and its response names no task.', 'missing-id'),
  {
    ...lost(
      'create-error-in-200',
      'The create request is accepted, and the response is HTTP 200 around a server error.',
      'server-error',
      { kind: 'server-error', at: 'accepted' },
    ),
    settings: { profile: 'observed' },
    cannot: ({ contract: { errors } }) =>
      errors.observed['server-error']({ operation: 'create' }).status === 200
        ? undefined
        : 'this provider says errors in the status line',
  },
  {
    id: 'create-redirected',
    about: 'A gateway answers the first create request with a 307 to the same call.',
    rules: [{ fault: 'redirected', operation: 'create', call: 1 }],
  },
  {
    id: 'slow-task',
    about: 'The task takes much longer than usual, and succeeds well within the deadline.',
    runs: 0.42,
    isProvoked: ({ tasks }) => tasks.length > 0,
  },
  {
    id: 'task-fails',
    about: 'The task fails, and its credits come back.',
    rules: [{ fault: 'task-fails' }],
  },
  {
    id: 'link-expired',
    about: 'The task succeeds, and its link has expired.',
    rules: [{ fault: 'result-expired', operation: 'result' }],
    unprovoked: 'it does not download the result',
  },
]

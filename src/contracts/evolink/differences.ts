import type { Idempotency, Limits } from '../contract.ts'
import type { Difference } from '../profile.ts'

const observedOnly = <T>(
  topic: string,
  says: string,
  value: T,
  without: T,
  source: string,
  seen = '2026-04',
): Difference<T> => ({
  topic,
  documented: { says: 'not mentioned', value: without },
  observed: { says, value },
  source,
  seen,
})

/** What most rows of the second reading come from. */
const GENERATED = "observed: a command line generated from the provider's own MCP server, October 2026"

/** Where EvoLink's pages and its live service differ; `stuntdouble profiles` prints this table. */
export const evolinkDifferences = {
  queryUsage: observedOnly<boolean>(
    'usage in the task query',
    'usage {credits_used, credits_reserved, cost {credits, usd}}; 68 credits are 1 US dollar',
    true,
    false,
    `${GENERATED}; assumed: credits_reserved stays what the create request reserved`,
    '2026-10',
  ),
  billing: observedOnly<boolean>(
    'billing in the task query',
    'billing {charge_status reserved|charged|released, refund_status, refund_scope, reserved_credits, charged_credits, refunded_credits, refunded_at}, duration, request_id',
    true,
    false,
    `${GENERATED}; assumed: the words of refund_status and refund_scope, and that duration is the length of the video in seconds`,
    '2026-10',
  ),
  failedTaskError: observedOnly<boolean>(
    'error in a failed task',
    'error {code: "<string>", message, type: "task_error"}; newer pages add suggestion',
    true,
    false,
    'observed: recorded traffic, 2026',
  ),
  failedProgress: {
    topic: 'progress of a failed task',
    documented: { says: 'not mentioned; how far it came', value: 'as-far-as-it-came' },
    observed: { says: '0', value: 'zero' },
    source: GENERATED,
    seen: '2026-10',
  } satisfies Difference<'as-far-as-it-came' | 'zero'> as Difference<'as-far-as-it-came' | 'zero'>,
  stringCodes: {
    topic: 'codes of errors',
    documented: { says: 'the HTTP status as a number', value: 'number' },
    observed: {
      says: 'words such as task_not_found, insufficient_user_quota, rate_limit_exceeded; 402 with details {key_name, estimated_credits, account_balance_credits}',
      value: 'word',
    },
    source: `observed: newer pages and recorded traffic, 2026; ${GENERATED.slice('observed: '.length)}; assumed: errors that have no such word keep their number`,
    seen: '2026-10',
  } satisfies Difference<'number' | 'word'> as Difference<'number' | 'word'>,
  idempotency: observedOnly<Idempotency | undefined>(
    'Idempotency-Key of a create request',
    'a repeat returns the first task with header idempotency-replayed: true; another body under the same key is idempotency_conflict',
    {
      header: 'idempotency-key',
      replayed: { 'idempotency-replayed': 'true' },
      conflict: {
        code: 'idempotency_conflict',
        message: 'This idempotency key was used with another request body',
      },
    },
    undefined,
    `${GENERATED}; assumed: its status 409, the message, and that a key is remembered as long as the account is`,
    '2026-10',
  ),
  unfetchableImage: observedOnly<boolean>(
    'a picture that cannot be fetched from outside',
    'the create request is accepted, the task fails: image_processing_error',
    true,
    false,
    'observed: the code; assumed: that it is said of these pictures, as at Kie',
    '2026-11',
  ),
  limits: observedOnly<Limits | undefined>(
    'limits',
    '20 new tasks per 10 s per account, 100 running at once',
    { creates: 20, windowMs: 10_000, running: 100, source: 'assumed' },
    undefined,
    "assumed: EvoLink publishes no numbers, so Kie's are used",
  ),
}

import { creates } from '../looking.ts'
import { waitsAsTold } from '../waits-as-told.ts'

export const waitsForRetryAfter = waitsAsTold(
  {
    id: 'money/waits-for-retry-after',
    situation: 'create-429-retry-after',
    says: 'Told by Retry-After when to come back with its create request, it comes back sooner.',
    why: 'Requests before that time are refused again, count against the limit, and may lock the key.',
    remedy: 'Wait at least as long as Retry-After says before the next create request.',
  },
  { waitMs: 2_000, of: creates },
)

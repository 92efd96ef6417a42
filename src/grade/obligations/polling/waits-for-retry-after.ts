import { reads } from '../looking.ts'
import { waitsAsTold } from '../waits-as-told.ts'

export const waitsForRetryAfter = waitsAsTold(
  {
    id: 'polling/waits-for-retry-after',
    situation: 'poll-429',
    level: 'should',
    says: 'Told by Retry-After when to read again, it reads sooner.',
    why: 'Reads before that time are refused again, and count against the limit.',
    remedy: 'Wait at least as long as Retry-After says before the next read.',
  },
  { waitMs: 2_000, of: reads },
)

import type { Limits } from '../contract.ts'
import type { Difference } from '../profile.ts'

const observedOnly = <T>(
  topic: string,
  says: string,
  value: T,
  without: T,
  source: string,
): Difference<T> => ({
  topic,
  documented: { says: 'not mentioned', value: without },
  observed: { says, value },
  source,
})

/** Where EvoLink's pages and its live service differ; `stuntdouble profiles` prints this table. */
export const evolinkDifferences = {
  queryUsage: observedOnly<boolean>(
    'usage in the task query',
    'usage {credits_used, cost}',
    true,
    false,
    'observed: recorded traffic, 2026; assumed: cost is in US$',
  ),
  failedTaskError: observedOnly<boolean>(
    'error in a failed task',
    'error {code: "<string>", message, type: "task_error"}',
    true,
    false,
    'observed: recorded traffic, 2026',
  ),
  limits: observedOnly<Limits | undefined>(
    'limits',
    '20 new tasks per 10 s per account, 100 running at once',
    { creates: 20, windowMs: 10_000, running: 100, source: 'assumed' },
    undefined,
    "assumed: EvoLink publishes no numbers, so Kie's are used",
  ),
}

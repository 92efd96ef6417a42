import type { Situation } from './situation.ts'

/** The first two reads of the task go wrong, and every later one is right. */
const twoBadPolls = (id: string, about: string, fault: string, settings: object = {}): Situation => ({
  id,
  about,
  rules: [{ fault, operation: 'retrieve', call: '1..2', with: settings }],
})

/** Reads that fail, and states that surprise. */
export const pollingSituations: readonly Situation[] = [
  twoBadPolls('poll-500', 'The first two reads are answered with a 500.', 'server-error', {
    kind: 'server-error',
  }),
  twoBadPolls('poll-reset', 'The connection is reset on the first two reads.', 'connection-reset'),
  {
    id: 'poll-stalls',
    about: 'The first read gets no response, and its connection is closed after three seconds.',
    rules: [{ fault: 'hang', operation: 'retrieve', call: 1, with: { for: '3s' } }],
  },
  twoBadPolls('poll-502-page', 'A gateway answers the first two reads with a page of HTML.', 'gateway-page', {
    status: '502',
  }),
  twoBadPolls('poll-truncated', 'The responses of the first two reads break off.', 'truncated-body'),
  twoBadPolls(
    'poll-invalid-json',
    'The responses of the first two reads are not valid JSON.',
    'malformed-json',
  ),
  twoBadPolls('poll-empty', 'The responses of the first two reads have no body.', 'empty-body'),
  {
    id: 'poll-429',
    about: 'The first read is refused with 429 and Retry-After: 2.',
    rules: [{ fault: 'rate-limited', operation: 'retrieve', call: 1, with: { retryAfter: '2s' } }],
  },
  {
    id: 'not-found-at-first',
    about: 'The first two reads do not find the task yet.',
    rules: [{ fault: 'not-found-at-first' }],
    isProvoked: ({ requests }) => requests.some(({ kind }) => kind === 'retrieve'),
  },
  {
    id: 'unknown-state',
    about: 'While the task runs, its state is a word that no page has.',
    rules: [{ fault: 'unknown-state' }],
    runs: 0.25,
    isProvoked: ({ requests }) => requests.some(({ phase }) => phase === 'running'),
    unprovoked: 'it reads too rarely to see the state',
  },
  {
    id: 'state-goes-back',
    about: 'A running task is queued again, and then runs on.',
    rules: [{ fault: 'state-goes-back' }],
    // Kie's page has one word for a task that waits and one that runs, so nothing would be seen of it.
    settings: { profile: 'observed' },
    runs: 0.25,
    isProvoked: ({ requests }) => {
      const seen = requests.flatMap(({ phase }) => phase ?? [])
      return seen.lastIndexOf('queued') > seen.indexOf('running') && seen.includes('running')
    },
    unprovoked: 'it reads too rarely to see the state go back',
  },
  {
    id: 'task-never-ends',
    about: 'The task runs and never ends.',
    rules: [{ fault: 'task-stalls' }],
    isLong: true,
  },
  {
    id: 'polls-always-500',
    about: 'Every read is answered with a 500.',
    rules: [{ fault: 'server-error', operation: 'retrieve', with: { kind: 'server-error' } }],
    isLong: true,
  },
]

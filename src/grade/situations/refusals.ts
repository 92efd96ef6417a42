import { refuseCreates } from '../stage/bends.ts'
import type { Situation } from './situation.ts'

const refused = (id: string, about: string, fault: string): Situation => ({
  id,
  about,
  rules: [{ fault, operation: 'create' }],
})

/** Create requests that are refused before any work is done. */
export const refusalSituations: readonly Situation[] = [
  refused('create-401', 'Every create request is refused: the key is wrong.', 'unauthorized'),
  refused('create-402', 'Every create request is refused: there are no credits.', 'out-of-credits'),
  {
    id: 'create-invalid',
    about: 'Every create request is refused: a field is invalid.',
    bend: (context) => refuseCreates(context, 'invalid-request'),
  },
  {
    id: 'create-quota',
    about: "Every create request is refused: the key's quota is used up.",
    bend: (context) => refuseCreates(context, 'quota'),
  },
  {
    id: 'create-402-in-200',
    about: 'Every create request is refused for lack of credits, with HTTP 200.',
    settings: { profile: 'observed' },
    rules: [{ fault: 'out-of-credits', operation: 'create' }],
    cannot: ({ contract: { errors } }) =>
      errors.observed['out-of-credits']({ operation: 'create' }).status === 200
        ? undefined
        : 'this provider says refusals in the status line',
  },
  {
    id: 'create-429-retry-after',
    about: 'The first create request is refused with 429 and Retry-After: 2.',
    rules: [{ fault: 'rate-limited', operation: 'create', call: 1, with: { retryAfter: '2s' } }],
  },
  {
    id: 'create-429',
    about: 'The first two create requests are refused with 429, without Retry-After.',
    rules: [{ fault: 'rate-limited', operation: 'create', call: '1..2' }],
  },
  {
    ...refused('create-429-always', 'Every create request is refused with 429.', 'rate-limited'),
    isLong: true,
  },
  {
    id: 'connection-refused',
    about: 'Nobody listens at the address of the provider.',
    isRefused: true,
    isLong: true,
    // Nothing of it is seen: the command ran, and that is all.
    isProvoked: () => true,
  },
  {
    id: 'certificate-distrusted',
    about: 'The certificate of the provider is one that nobody trusts.',
    isDistrusted: true,
    isLong: true,
    isProvoked: () => true,
  },
]

import type { Recording } from '../recording.ts'
import type { Situation } from './situation.ts'

const received = ({ callbacks }: Recording): boolean => callbacks.length > 0

const bent = (id: string, about: string, fault: string, settings: object = {}): Situation => ({
  id,
  about,
  rules: [{ fault, with: settings }],
  needsReceiver: true,
  isProvoked: received,
})

/** For clients that give a callback address. */
export const callbackSituations: readonly Situation[] = [
  bent('callback-duplicated', 'The callback comes three times.', 'callback-duplicated', { times: 3 }),
  bent('callback-out-of-order', 'An older callback comes after the last one.', 'callback-out-of-order'),
  bent('callback-foreign', 'A second callback is about a task that nobody asked for.', 'callback-foreign'),
  {
    ...bent('callback-forged', 'The signature of the callback is wrong.', 'callback-bad-signature'),
    cannot: ({ contract: { variables } }) =>
      variables.webhookKey === undefined ? 'this provider does not sign its callbacks' : undefined,
  },
  bent(
    'callback-contradicts',
    'The callback says succeeded, and the task has failed.',
    'callback-contradicts',
    {
      says: 'succeeded',
    },
  ),
  {
    ...bent('callback-lost', 'The callback never comes.', 'callback-lost'),
    isProvoked: () => true,
    isLong: true,
  },
  {
    ...bent('callback-late', 'The callback comes three seconds late.', 'callback-late', { by: '3s' }),
    unprovoked: 'it had ended before the callback came',
  },
]

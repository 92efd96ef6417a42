import { Refusal } from '../http/refusal.ts'
import { defineFault, NO_SETTINGS } from './fault.ts'

/** Refuses a create request for lack of credits, whatever the balance is. */
export const outOfCredits = defineFault({
  name: 'out-of-credits',
  catches: 'a client that keeps retrying what only a payment can fix, or polls a task that was never created',
  strikes: ['create'],
  settings: NO_SETTINGS,
  rejectRequest: () =>
    new Refusal('out-of-credits', 'This refusal was asked for; the account has the credits it has.'),
})

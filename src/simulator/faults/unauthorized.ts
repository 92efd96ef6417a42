import { Refusal } from '../http/refusal.ts'
import { defineFault, EVERY_CALL, NO_SETTINGS } from './fault.ts'

/** Responds with 401 before any work is done, as if the key had just been revoked. */
export const unauthorized = defineFault({
  name: 'unauthorized',
  catches: 'a client that keeps retrying with a refused key, or abandons tasks it has already paid for',
  strikes: EVERY_CALL,
  settings: NO_SETTINGS,
  rejectRequest: () => new Refusal('unauthorized', 'This refusal of the key was asked for; the key is fine.'),
})

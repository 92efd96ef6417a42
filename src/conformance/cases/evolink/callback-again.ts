import type { Case } from '../../case.ts'
import { comesAgain, ofTheCallbacks } from '../../checks/callbacks.ts'

/** Our receiver answers the first with 500. */
export const callbackAgain: Case = {
  id: 'callback-again',
  about: 'a callback that was refused with 500 comes again, the same',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(comesAgain('error')),
}

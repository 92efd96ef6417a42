import type { Case } from '../case.ts'
import { comesAfterEnd, ofTheCallbacks } from '../checks/callbacks.ts'

/** A callback before the end sends receivers for a result that is not there. */
export const callbackAfterEnd: Case = {
  id: 'callback-after-end',
  about: 'the callback does not come before the end',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(comesAfterEnd),
}

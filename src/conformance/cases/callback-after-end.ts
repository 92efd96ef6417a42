import type { Case } from '../case.ts'
import { comesAfterEnd, ofTheCallbacks } from '../checks/callbacks.ts'

/** A callback before the end makes receivers look for a result that does not exist yet. */
export const callbackAfterEnd: Case = {
  id: 'callback-after-end',
  about: 'the callback does not come before the end',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(comesAfterEnd),
}

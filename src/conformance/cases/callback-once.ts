import type { Case } from '../case.ts'
import { comesOnce, ofTheCallbacks } from '../checks/callbacks.ts'

/** Not every receiver is idempotent. */
export const callbackOnce: Case = {
  id: 'callback-once',
  about: 'a callback that was taken is not sent again',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(comesOnce),
}

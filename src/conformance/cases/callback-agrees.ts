import type { Case } from '../case.ts'
import { agrees, ofTheCallbacks } from '../checks/callbacks.ts'

/** Receivers trust it. */
export const callbackAgrees: Case = {
  id: 'callback-agrees',
  about: 'the callback says what the query says',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(agrees),
}

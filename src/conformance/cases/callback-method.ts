import type { Case } from '../case.ts'
import { isPost, ofTheCallbacks } from '../checks/callbacks.ts'

/** Receivers are routes with a method. */
export const callbackMethod: Case = {
  id: 'callback-method',
  about: 'the callback is a POST of JSON',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(isPost),
}

import type { Case } from '../case.ts'
import { hasShape, ofTheCallbacks } from '../checks/callbacks.ts'

/** Receivers parse it. */
export const callbackShape: Case = {
  id: 'callback-shape',
  about: 'the callback has the shape the page shows',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(hasShape),
}

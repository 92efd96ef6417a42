import type { CaseFor } from '../case.ts'
import { comesAgain, ofTheCallbacks } from '../checks/callbacks.ts'

/** Our receiver responds to the first one with 500. If no page promises a redelivery, its absence is a warning. */
export const callbackAgain: CaseFor = ({ contract }) => ({
  id: 'callback-again',
  about: 'a callback that was refused with 500 comes again, the same',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(comesAgain(contract.callbacks.source === 'documented' ? 'error' : 'warning')),
})

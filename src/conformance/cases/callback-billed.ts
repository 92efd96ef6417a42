import type { Case } from '../case.ts'
import { callbackBillsAsCharged } from '../checks/billing.ts'
import { ofTheCallbacks } from '../checks/callbacks.ts'

/** Receivers that keep accounts believe it. */
export const callbackBilled: Case = {
  id: 'callback-billed',
  about: 'the callback says the price, and what is left, that the balance shows',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver'],
  check: ofTheCallbacks(callbackBillsAsCharged),
}

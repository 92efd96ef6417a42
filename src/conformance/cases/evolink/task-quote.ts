import type { Case } from '../../case.ts'
import { quotedAsPriced } from '../../checks/charged.ts'
import { ofThePaidTask } from '../../checks/paid.ts'

/** EvoLink publishes no prices; ours are assumed. */
export const taskQuote: Case = {
  id: 'task-quote',
  about: 'the quote is what our price list says',
  tier: 'paid',
  sharesTask: true,
  check: ofThePaidTask(quotedAsPriced),
}

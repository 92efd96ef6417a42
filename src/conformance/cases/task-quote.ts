import type { CaseFor } from '../case.ts'
import { quotedAsPriced } from '../checks/charged.ts'
import { ofThePaidTask } from '../checks/paid.ts'

/** Some providers publish no prices; ours are assumed then. */
export const taskQuote: CaseFor = ({ at }) =>
  at.quote === undefined
    ? undefined
    : {
        id: 'task-quote',
        about: 'the quote is what our price list says',
        tier: 'paid',
        sharesTask: true,
        check: ofThePaidTask(quotedAsPriced),
      }

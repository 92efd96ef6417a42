import type { CaseFor } from '../case.ts'
import { quotedAsPriced } from '../checks/charged.ts'
import { ofThePaidTask } from '../checks/paid.ts'

/** Some providers publish no prices; then ours are assumed. */
export const taskQuote: CaseFor = ({ at }) =>
  at.quote === undefined
    ? undefined
    : {
        id: 'task-quote',
        about: 'the quote agrees with our price list',
        tier: 'paid',
        sharesTask: true,
        check: ofThePaidTask(quotedAsPriced),
      }

import { byId, keep, make, part } from '../base/dom.js'
import { count, dollars } from '../base/format.js'
import { icon } from '../base/icon.js'
import { linkTo } from '../base/route.js'
import { store } from '../store/store.js'
import { creditsText, isTroubled } from '../views/bill.js'

/** What would have been lost, in a few words. @type {(bill: NonNullable<typeof store.bill>) => string} */
const troubleText = ({ paidTwice, neverRead, creates }) => {
  if (paidTwice > 0) return `${paidTwice} paid twice`
  if (creates.neverLearned > 0) return `${creates.neverLearned} billed, never learned`
  return `${neverRead} paid, never read`
}

/** Keeps in sight what this would have cost. */
export const drawBill = () => {
  const { bill, account } = store
  if (bill === undefined) return
  const left = account === undefined ? undefined : store.accounts.get(account)?.credits
  const trouble = isTroubled(bill) ? troubleText(bill) : ''
  keep(byId('bill'), [
    part('tile', `${bill.text} ${left} ${account}`, () =>
      make(
        'a.tile',
        {
          href: linkTo(['bill']),
          'data-alert': bill.paidTwice + bill.creates.neverLearned > 0,
          title: bill.text,
        },
        make(
          'span.tile-name',
          left === undefined ? 'Would have cost' : `Bill, ${count(left, 'credit')} left`,
        ),
        make(
          'span.tile-value.number',
          make('span.tile-text', dollars(bill.usDollars), make('span.tile-more', ` · ${creditsText(bill)}`)),
          trouble !== '' && make('span.tile-trouble', icon('bolt'), trouble),
        ),
      ),
    ),
  ])
}

/** @import { AccountBill, Sums } from '../types.d.ts' */
/** @import { Child, Part } from '../base/dom-types.d.ts' */
import { copyButton } from '../base/buttons.js'
import { make, part } from '../base/dom.js'
import { count, dollars, number } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { callout } from '../parts/bodies.js'
import { documentLink } from '../parts/document-link.js'
import { tableHead } from '../parts/tables.js'
import { accountTitle, providerTitle, store } from '../store/store.js'

/** Whether money was lost. @type {(sums: Sums) => boolean} */
export const isTroubled = ({ paidTwice, neverRead, creates }) =>
  paidTwice + neverRead + creates.neverLearned > 0

/** What was spent, by provider: `100 Kie credits`. @type {(sums: Sums) => string} */
export const creditsText = ({ credits }) => {
  const spent = Object.entries(credits).filter(([, value]) => value > 0)
  if (spent.length === 0) return '0 credits'
  return spent
    .map(([name, value]) =>
      spent.length === 1 ? count(value, 'credit') : `${number(value)} ${providerTitle(name)}`,
    )
    .join(' + ')
}

/** @type {(value: Child, words: string, kind?: string) => HTMLElement} */
const figure = (value, words, kind) =>
  make('div.figure', { 'data-kind': kind }, make('strong', value), make('span', words))

/** @type {(sums: Sums) => HTMLElement} */
const figures = (sums) => {
  const { usDollars, creates, paidTwice, neverRead, refunded, underWay } = sums
  const bad = (/** @type {number} */ value) => (value > 0 ? 'failed' : undefined)
  return make(
    'div.figures',
    figure(dollars(usDollars), `would have been spent, ${creditsText(sums)}`),
    figure(number(creates.accepted), `accepted, ${number(creates.refused)} refused`),
    figure(number(paidTwice), 'paid twice', bad(paidTwice)),
    figure(number(creates.neverLearned), 'billed without the client learning it', bad(creates.neverLearned)),
    figure(number(neverRead), 'paid and never read to the end', bad(neverRead)),
    figure(number(refunded.tasks), 'refunded'),
    figure(number(underWay), 'under way'),
  )
}

/** @type {(path: readonly string[], words: string) => HTMLElement} */
const link = (path, words) => make('a', { href: linkTo(path) }, words)

/** @type {(taskId: string) => string} */
const promptOf = (taskId) => store.tasks.get(taskId)?.prompt ?? taskId

/** @type {(bill: AccountBill) => readonly HTMLElement[]} */
const evidence = ({ doublePayments, orphans }) => [
  ...doublePayments.map(({ first, answer, again, credits }) =>
    callout(
      'failed',
      `Paid twice: ${count(credits, 'credit')} too much`,
      make(
        'p',
        link(['request', first.exchange], 'The first request'),
        ' bought ',
        link(['task', first.task], promptOf(first.task)),
        ` and got ${answer.status === null ? 'no response' : `HTTP ${answer.status}`}${answer.fault === null ? '' : ` (fault ${answer.fault})`}: ${answer.problem}`,
      ),
      make(
        'p',
        link(['request', again.exchange], 'The same body was sent again'),
        ' and bought ',
        link(['task', again.task], 'another task'),
        '.',
      ),
    ),
  ),
  ...orphans.map(({ task, credits, reads }) =>
    callout(
      'note',
      `Paid and lost: ${count(credits, 'credit')}`,
      make(
        'p',
        link(['task', task], promptOf(task)),
        ` ended well; ${reads === 0 ? 'nobody ever read it.' : `it was read ${count(reads, 'time')}, and not after its end.`}`,
      ),
    ),
  ),
]

/** @type {(rows: readonly (readonly [Child, Sums])[], what: string) => HTMLElement} */
const table = (rows, what) =>
  make(
    'div.table-box',
    { tabindex: '0', role: 'region', 'aria-label': `Bill by ${what.toLowerCase()}` },
    make(
      'table.bill-table',
      make(
        'thead',
        tableHead([what, 'Spent', 'US dollars', 'Accepted', 'Paid twice', 'Never learned', 'Never read']),
      ),
      make(
        'tbody',
        rows.map(([name, sums]) =>
          make(
            'tr',
            { 'data-kind': isTroubled(sums) ? 'failed' : undefined },
            make('th', { scope: 'row' }, name),
            [
              creditsText(sums),
              dollars(sums.usDollars),
              number(sums.creates.accepted),
              number(sums.paidTwice),
              number(sums.creates.neverLearned),
              number(sums.neverRead),
            ].map((cell) => make('td.number', cell)),
          ),
        ),
      ),
    ),
  )

/** What the run, or the account, would have cost. @type {() => readonly Part[]} */
export const billParts = () => {
  const { bill } = store
  if (bill === undefined) return []
  const version = `${JSON.stringify(bill)} ${[...store.accounts.values()].map(({ label }) => label).join()} ${store.tasks.size}`
  return [
    part('bill', version, () =>
      make(
        'div.bill',
        make(
          'div.row',
          make(
            'h2',
            store.account === undefined
              ? 'What this run would have cost'
              : `What ${accountTitle(store.account)} would have cost`,
          ),
          make('span.spacer'),
          copyButton('Copy the report', () => bill.report),
          documentLink('bill.md', 'the bill'),
        ),
        figures(bill),
        bill.accounts.flatMap(evidence),
        bill.accounts.length > 0 &&
          table(
            bill.accounts.map((each) => [
              make('a', { href: linkTo(['bill'], each.account) }, accountTitle(each.account)),
              each,
            ]),
            'Account',
          ),
        bill.labels.length > 0 &&
          table(
            bill.labels.map((each) => [each.label, each]),
            'Label',
          ),
      ),
    ),
  ]
}

/** @import { Exchange } from '../types.d.ts' */
/** @import { ListView } from './view.d.ts' */
import { addressOf, call } from '../base/api.js'
import { actionButton, toast } from '../base/buttons.js'
import { make } from '../base/dom.js'
import { clockTime, count } from '../base/format.js'
import { icon } from '../base/icon.js'
import { purposeOf, statusKind } from '../base/status.js'
import { faultChip, shortVerdict, statusChip, verdictOf } from '../parts/chips.js'
import { documentLink } from '../parts/document-link.js'
import { filterCheck, filterValue, providerChoice } from '../parts/filters.js'
import { loadAll } from '../store/load.js'
import { accountTitle, store, versionOf } from '../store/store.js'
import { emptyNote, rowLink } from './row.js'

/**
 * One request, or several reads of one task with the same response.
 *
 * @typedef {{ exchange: Exchange, provider: string | null, key: string, times: number, lastAt: number }} Line
 */

/** @type {(exchange: Exchange) => Line} */
const lineOf = (exchange) => ({
  exchange,
  provider: exchange.provider,
  key: exchange.id,
  times: 1,
  lastAt: exchange.at,
})

/** Reads of one task that got the same response are one line, where the first of them was. @type {() => readonly Line[]} */
const folded = () => {
  /** @type {Line[]} */
  const lines = []
  /** @type {Map<string, Line>} */
  const open = new Map()
  for (const exchange of store.exchanges.values()) {
    const { task } = exchange
    const before = task === null ? undefined : open.get(task)
    const isPoll = purposeOf(exchange) === 'poll' && exchange.fault === null
    if (
      before !== undefined &&
      isPoll &&
      before.exchange.status === exchange.status &&
      before.exchange.operation === exchange.operation
    ) {
      before.exchange = exchange
      before.times += 1
      before.lastAt = exchange.at
      continue
    }
    const line = lineOf(exchange)
    lines.push(line)
    if (task === null) continue
    if (isPoll) open.set(task, line)
    else open.delete(task)
  }
  return lines.reverse()
}

/** @type {(line: Line) => readonly string[]} */
const problemsOf = ({ exchange }) => [
  ...(statusKind(exchange) === 'succeeded' ? [] : ['error']),
  ...(exchange.fault === null ? [] : ['fault']),
  ...(exchange.note === null ? [] : ['note']),
  ...(verdictOf(exchange)?.verdict === 'never-learned' ? ['lost'] : []),
]

const PURPOSES = { create: 'Create request', poll: 'Read', download: 'Download', other: '' }

/** @type {(exchange: Exchange) => string} */
export const titleOf = (exchange) => {
  const words = PURPOSES[purposeOf(exchange)] || (exchange.operation?.split('.').at(-1) ?? 'No operation')
  const prompt = exchange.task === null ? undefined : store.tasks.get(exchange.task)?.prompt
  return prompt == null ? words : `${words} · ${prompt}`
}

/** @type {(line: Line) => HTMLElement} */
const row = ({ exchange, times, lastAt }) =>
  rowLink(
    'request',
    ['request', exchange.id],
    statusChip(exchange),
    make(
      'span.what',
      make('span.title', titleOf(exchange), times > 1 && make('span.times', `× ${times}`)),
      make(
        'span.about',
        make('code', `${exchange.method} ${exchange.url}`),
        store.account === undefined &&
          make('span', exchange.account === null ? 'no account' : accountTitle(exchange.account)),
        exchange.note !== null && make('span.note-text', exchange.note),
      ),
    ),
    make('span.how', shortVerdict(exchange), faultChip(exchange.fault)),
    make('span.when', clockTime(lastAt)),
  )

const forget = async () => {
  const whose = store.account === undefined ? 'every account' : accountTitle(store.account)
  if (!confirm(`Clear the requests of ${whose}? Tasks, credits and callbacks stay.`)) return
  const { forgotten } = await call('DELETE', 'exchanges', { query: { account: store.account } })
  await loadAll()
  toast(`${count(forgotten, 'request')} cleared.`)
}

const harLink = () =>
  make(
    'a.button.plain',
    {
      href: addressOf('exchanges.har', { account: store.account }).href,
      download: 'stuntdouble.har',
      title: 'Every request with its response, for the tools that read a HAR file',
    },
    icon('download'),
    'HAR',
  )

/** @type {ListView<Line>} */
export const requestsView = {
  name: 'requests',
  title: 'Requests',
  search: 'Find a path, task, fault, status or note',
  all: () => (filterValue('reads') === 'on' ? [...store.exchanges.values()].reverse().map(lineOf) : folded()),
  total: () => store.exchanges.size,
  dropped: () => store.dropped.exchanges,
  text: ({ exchange: { id, url, method, operation, account, task, fault, note, status, bill } }) => [
    id,
    url,
    method,
    operation,
    account,
    task,
    task === null ? '' : store.tasks.get(task)?.prompt,
    fault,
    note,
    status,
    bill?.text,
  ],
  choices: () => [
    {
      name: 'problem',
      label: 'Problem',
      options: [
        ['error', 'errors'],
        ['fault', 'faults'],
        ['note', 'notes'],
        ['lost', 'billed and lost'],
      ],
      kindsOf: problemsOf,
    },
    {
      name: 'purpose',
      label: 'Purpose',
      options: [
        ['create', 'create requests'],
        ['poll', 'reads'],
        ['download', 'downloads'],
      ],
      kindsOf: ({ exchange }) => purposeOf(exchange),
    },
    providerChoice(),
  ],
  tools: () => [
    filterCheck('reads', 'Every read'),
    harLink(),
    actionButton('Clear', forget, { name: 'button.plain', title: 'Clears this list, and nothing else' }),
    documentLink('notes.md', 'the notes on requests'),
  ],
  key: ({ key }) => key,
  version: ({ exchange, times }) =>
    `${exchange.id} ${times} ${store.account} ${exchange.task && versionOf(exchange.task)} ${verdictOf(exchange)?.text}`,
  row,
  empty: () =>
    emptyNote(
      'No requests yet',
      'Every call to a provider’s address appears here: the response, what it means, and what it cost.',
    ),
}

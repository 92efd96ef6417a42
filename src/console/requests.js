import { call } from './api.js'
import { bodyBlock, facts, headersBlock } from './bodies.js'
import { curlOf, isWhole } from './curl.js'
import { actionButton, copyButton, make, part, toast } from './dom.js'
import { clockTime, count, duration, statusKind, statusText } from './format.js'
import { linkTo, rowLink } from './route.js'
import { loadAll, store } from './store.js'
import { accountLink, faultChip } from './tasks.js'

/** Which requests are listed. */
const KINDS = {
  all: ['All', () => true],
  troubled: ['Errors', (exchange) => statusKind(exchange) !== 'succeeded'],
  faults: ['Faults', ({ fault }) => fault !== null],
  notes: ['With a note', ({ note }) => note !== null],
}

let kind = 'all'

const kindSelect = (changed) => {
  const select = make(
    'select',
    {
      'aria-label': 'Which requests',
      onchange: ({ currentTarget }) => {
        kind = currentTarget.value
        changed()
      },
    },
    Object.entries(KINDS).map(([value, [label]]) =>
      make('option', { value, selected: value === kind }, label),
    ),
  )
  return select
}

const statusSpan = (exchange) =>
  make('span.status', { 'data-kind': statusKind(exchange) }, statusText(exchange))

const row = (exchange) =>
  rowLink(
    'request',
    ['request', exchange.id],
    statusSpan(exchange),
    make('span.method', exchange.method),
    make(
      'span.what',
      make('span.path', exchange.url),
      make(
        'span.about',
        make('span', exchange.operation ?? 'no operation'),
        store.account === undefined ? make('span', exchange.account ?? 'no account') : undefined,
        faultChip(exchange.fault),
        exchange.note === null ? undefined : make('span.note-text', exchange.note),
      ),
    ),
    make('span.when', make('span', clockTime(exchange.at)), make('span', duration(exchange.durationMs))),
  )

const forget = async () => {
  const whose = store.account === undefined ? 'every account' : store.account
  if (!confirm(`Clear the requests of ${whose}? Tasks, credits and callbacks stay.`)) return
  const { forgotten } = await call('DELETE', 'exchanges', { query: { account: store.account } })
  await loadAll()
  toast(`${count(forgotten, 'request')} forgotten.`)
}

export const requestsView = {
  name: 'requests',
  title: 'Requests',
  search: 'Find by path, task, fault, status or note',
  all: () => [...store.exchanges.values()].filter(KINDS[kind][1]),
  text: ({ id, url, method, operation, account, task, fault, note, status }) => [
    id,
    url,
    method,
    operation,
    account,
    task,
    fault,
    note,
    status,
  ],
  total: () => store.exchanges.size,
  dropped: () => store.dropped.exchanges,
  tools: (changed) => [
    kindSelect(changed),
    actionButton('Forget', forget, { name: 'button.plain', title: 'Clears this list, and nothing else' }),
  ],
  rows: (exchanges) => exchanges.map((exchange) => part(exchange.id, store.account, () => row(exchange))),
}

/** The provider's words on one side, ours on the other. */
const answer = (exchange) => {
  const { response, fault, note } = exchange
  const title = 'The provider’s answer'
  const theirs = make(
    'div.theirs',
    exchange.status === null
      ? [make('h3', title), make('p.hint', 'The connection ended without one.')]
      : bodyBlock(title, response.body, statusSpan(exchange)),
  )
  const ours =
    fault === null && note === null
      ? undefined
      : make(
          'div.ours',
          make('h3', 'What it means'),
          note === null ? undefined : make('p', note),
          fault === null ? undefined : make('p', 'Done on purpose by the fault ', faultChip(fault), '.'),
        )
  return make('section.answer', { 'aria-label': 'Answer' }, ours, theirs)
}

const curlButton = (exchange) =>
  copyButton('Copy as curl', () => curlOf(exchange), {
    disabled: !isWhole(exchange.request.body),
    title: isWhole(exchange.request.body)
      ? 'with $KEY in place of the key'
      : 'The journal keeps only the beginning of a body as long as this one.',
  })

const taskLink = ({ task }) => {
  if (task === null) return undefined
  return make('a', { href: linkTo(['task', task]) }, store.tasks.get(task)?.prompt ?? task)
}

export const requestDetail = {
  title: ({ method, operation, url }) => `${method} ${operation ?? url.split('?')[0]}`,
  find: (id) => store.exchanges.get(id),
  missing: 'This request is no longer here: the list keeps the newest, and a reset empties it.',
  parts: (exchange) => [
    part('heading', 0, () =>
      make(
        'div.row',
        statusSpan(exchange),
        faultChip(exchange.fault),
        make('span.spacer'),
        curlButton(exchange),
      ),
    ),
    part('answer', 0, () => answer(exchange)),
    part('asked', 0, () => bodyBlock('Request body', exchange.request.body)),
    part('about', exchange.task !== null && store.tasks.has(exchange.task), () =>
      facts([
        ['Address', make('span.address', `${exchange.method} ${exchange.url}`)],
        ['Task', taskLink(exchange)],
        ['Account', accountLink(exchange.account) ?? 'none: its key opened no account'],
        ['At', clockTime(exchange.at)],
        ['Took', `${duration(exchange.durationMs)}, really`],
        ['Id', make('code', exchange.id)],
      ]),
    ),
    part('headers', 0, () => headersBlock(exchange.request.headers)),
  ],
}

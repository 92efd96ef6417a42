import { call } from './api.js'
import { bodyBlock, facts, headersBlock } from './bodies.js'
import { curlOf, isWhole } from './curl.js'
import { actionButton, copyButton, make, toast } from './dom.js'
import { clockTime, count, duration, statusKind, statusText } from './format.js'
import { linkTo } from './route.js'
import { loadAll, store } from './store.js'
import { faultChip } from './tasks.js'

/** What of the requests is listed. */
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
  make(
    'li',
    {},
    make(
      'a.row-link.request-row',
      { href: linkTo(['request', exchange.id]) },
      statusSpan(exchange),
      make('span.method', {}, exchange.method),
      make(
        'span.what',
        {},
        make('span.path', {}, exchange.url),
        make(
          'span.about',
          {},
          make('span', {}, exchange.operation ?? 'no operation'),
          store.account === undefined ? make('span', {}, exchange.account ?? 'no account') : undefined,
          faultChip(exchange.fault),
          exchange.note === null ? undefined : make('span.note-text', {}, exchange.note),
        ),
      ),
      make(
        'span.when',
        {},
        make('span', {}, clockTime(exchange.at)),
        make('span', {}, duration(exchange.durationMs)),
      ),
    ),
  )

const textOf = ({ id, url, method, operation, account, task, fault, note, status }) =>
  `${id} ${url} ${method} ${operation} ${account} ${task} ${fault} ${note} ${status}`.toLowerCase()

const forget = async () => {
  const whose = store.account === undefined ? 'every account' : store.account
  if (!confirm(`Forget the requests of ${whose}? Tasks, credits and callbacks stay.`)) return
  const { forgotten } = await call('DELETE', 'exchanges', { query: { account: store.account } })
  await loadAll()
  toast(`${count(forgotten, 'request')} forgotten.`)
}

export const requestsView = {
  name: 'requests',
  title: 'Requests',
  one: 'request',
  search: 'Find by path, task, fault, status or note',
  items: (words) => {
    const [, isListed] = KINDS[kind]
    return [...store.exchanges.values()]
      .reverse()
      .filter(
        (exchange) =>
          isListed(exchange) &&
          (words.length === 0 || words.every((word) => textOf(exchange).includes(word))),
      )
  },
  total: () => store.exchanges.size,
  dropped: () => store.dropped.exchanges,
  tools: (changed) => [
    kindSelect(changed),
    actionButton('Forget', forget, { name: 'button.plain', title: 'Empties this list, and nothing else' }),
  ],
  rows: (exchanges) =>
    exchanges.map((exchange) => ({ key: exchange.id, version: store.account, build: () => row(exchange) })),
  inWords: (shown) => count(shown, 'request'),
}

/** The provider's words on one side, ours on the other. */
const answer = (exchange) => {
  const { response, fault, note } = exchange
  const theirs = make(
    'div.theirs',
    {},
    make('div.row.heading', {}, make('h3', {}, 'The provider’s answer'), statusSpan(exchange)),
    exchange.status === null
      ? make('p.hint', {}, 'The connection ended without an answer.')
      : bodyBlock('Answer body', response.body, { level: 'h4' }),
  )
  const ours =
    fault === null && note === null
      ? undefined
      : make(
          'div.ours',
          {},
          make('h3', {}, 'What it means'),
          note === null ? undefined : make('p', {}, note),
          fault === null
            ? undefined
            : make(
                'p',
                {},
                'Done on purpose by the fault ',
                faultChip(fault),
                '; a real provider does this by itself.',
              ),
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
  parts: (exchange) =>
    [
      {
        key: 'heading',
        version: 0,
        build: () =>
          make(
            'div.row',
            {},
            statusSpan(exchange),
            faultChip(exchange.fault),
            make('span.spacer'),
            curlButton(exchange),
          ),
      },
      { key: 'answer', version: 0, build: () => answer(exchange) },
      { key: 'asked', version: 0, build: () => bodyBlock('Request body', exchange.request.body) },
      {
        key: 'about',
        version: exchange.task !== null && store.tasks.has(exchange.task),
        build: () =>
          facts([
            ['Address', make('span.address', {}, `${exchange.method} ${exchange.url}`)],
            ['Task', taskLink(exchange)],
            [
              'Account',
              exchange.account === null
                ? 'none: its key opened no account'
                : make('code', {}, exchange.account),
            ],
            ['At', clockTime(exchange.at)],
            ['Took', `${duration(exchange.durationMs)}, really`],
            ['Id', make('code', {}, exchange.id)],
          ]),
      },
      { key: 'headers', version: 0, build: () => headersBlock('Request headers', exchange.request.headers) },
    ].map((part) => ({ ...part, key: `${exchange.id} ${part.key}` })),
}

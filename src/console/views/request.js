/** @import { Exchange } from '../types.d.ts' */
/** @import { DetailView } from './view.d.ts' */
import { make, part } from '../base/dom.js'
import { duration, exactTime } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { bodyBlock, callout, facts, headersBlock } from '../parts/bodies.js'
import { accountLink, faultChip, statusChip, verdictOf } from '../parts/chips.js'
import { copyAs } from '../parts/copy-as.js'
import { isWhole } from '../parts/snippets.js'
import { store } from '../store/store.js'
import { titleOf } from './requests.js'

/** @type {(exchange: Exchange) => HTMLElement | undefined} */
const taskLink = ({ task }) =>
  task === null
    ? undefined
    : make('a', { href: linkTo(['task', task]) }, store.tasks.get(task)?.prompt ?? task)

/** @type {(exchange: Exchange) => HTMLElement} */
const heading = (exchange) =>
  make(
    'div.stack',
    make(
      'div.row',
      statusChip(exchange),
      make('code.address', `${exchange.method} ${exchange.url}`),
      faultChip(exchange.fault),
    ),
    make(
      'div.row',
      isWhole(exchange.request.body) &&
        make('a.button', { href: linkTo(['new', exchange.id]) }, 'Edit and resend'),
      copyAs(() => ({ ...exchange, ...exchange.request })),
    ),
  )

/** @type {Readonly<Record<string, string>>} */
const LOST_WORDS = {
  'never-learned': 'A client that sends this request again pays twice. Look for the task before you retry.',
}

/** What it came to, and why; for a person, not for the client. @type {(exchange: Exchange) => HTMLElement} */
const meaning = (exchange) => {
  const { fault, note } = exchange
  const verdict = verdictOf(exchange)
  const catches = store.faults.find(({ name }) => name === fault)?.catches
  if (verdict === undefined && fault === null && note === null) return make('span', { hidden: true })
  return callout(
    verdict?.kind ?? (fault === null ? 'note' : 'fault'),
    verdict === undefined ? 'What it means' : `Was I billed? ${verdict.text}`,
    verdict !== undefined && LOST_WORDS[verdict.verdict] && make('p', LOST_WORDS[verdict.verdict]),
    note !== null && make('p', note),
    fault !== null &&
      make('p', 'Done on purpose by the fault ', faultChip(fault), catches && ` It catches: ${catches}`),
  )
}

/** @type {(exchange: Exchange) => HTMLElement} */
const response = (exchange) =>
  exchange.status === null
    ? make(
        'section.part',
        { 'aria-label': 'Response' },
        make('h3', 'Response'),
        make('p.hint', 'The connection ended without one.'),
      )
    : bodyBlock('Response', exchange.response.body, statusChip(exchange))

/** @type {DetailView<Exchange>} */
export const requestDetail = {
  title: titleOf,
  find: (id) => store.exchanges.get(id),
  missing: 'This request is no longer here: the list keeps the newest, and a reset empties it.',
  parts: (exchange) => [
    part('heading', exchange.id, () => heading(exchange)),
    part('meaning', `${verdictOf(exchange)?.text}`, () => meaning(exchange)),
    part('response', exchange.id, () => response(exchange)),
    part('body', exchange.id, () => bodyBlock('Request body', exchange.request.body)),
    part('about', exchange.task !== null && store.tasks.has(exchange.task), () =>
      facts([
        ['Task', taskLink(exchange)],
        ['Account', accountLink(exchange.account) ?? 'none: its key opened no account'],
        ['Operation', exchange.operation],
        ['At', exactTime(exchange.at)],
        ['Took', `${duration(exchange.durationMs)} of real time`],
        ['Id', make('code', exchange.id)],
      ]),
    ),
    part('headers', exchange.id, () => headersBlock(exchange.request.headers, 'Request headers')),
  ],
}

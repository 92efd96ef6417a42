/** @import { Delivery } from '../types.d.ts' */
/** @import { ListView } from './view.d.ts' */
import { serverUrl } from '../base/api.js'
import { make } from '../base/dom.js'
import { clockTime, count } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { faultChip, stateChip } from '../parts/chips.js'
import { documentLink } from '../parts/document-link.js'
import { faultChoice, providerChoice } from '../parts/filters.js'
import { store } from '../store/store.js'
import { emptyNote, rowLink } from './row.js'

/** How the last attempt ended, in a few words. @type {(delivery: Delivery) => string} */
const lastWords = ({ attempts }) => {
  const last = attempts.at(-1)
  if (last === undefined) return 'not sent yet'
  return `${count(attempts.length, 'attempt')}, last ${last.status ?? last.error ?? 'no response'}`
}

/** @type {(delivery: Delivery) => string} */
export const subjectOf = ({ taskId }) => store.tasks.get(taskId)?.prompt ?? taskId

/** @type {(delivery: Delivery) => HTMLElement} */
const row = (delivery) =>
  rowLink(
    'callback',
    ['callback', delivery.id],
    stateChip(delivery),
    make(
      'span.what',
      make('span.title', subjectOf(delivery)),
      make('span.about', make('code', delivery.url)),
    ),
    make('span.how', make('span.hint', lastWords(delivery)), faultChip(delivery.fault)),
    make('span.when', clockTime(delivery.createdAt)),
  )

const states = /** @type {const} */ (['pending', 'delivered', 'failed', 'refused'])

/** @type {ListView<Delivery>} */
export const callbacksView = {
  name: 'callbacks',
  title: 'Callbacks',
  search: 'Find an address, task or fault',
  all: () => [...store.deliveries.values()].reverse(),
  total: () => store.deliveries.size,
  dropped: () => store.dropped.deliveries,
  text: (delivery) => [
    delivery.id,
    delivery.url,
    delivery.taskId,
    subjectOf(delivery),
    delivery.state,
    delivery.fault,
  ],
  choices: () => [
    {
      name: 'state',
      label: 'State',
      options: states.map((state) => [state, state]),
      kindsOf: ({ state }) => state,
    },
    faultChoice(),
    providerChoice(),
  ],
  tools: () => [documentLink('callbacks.md', 'callbacks')],
  key: ({ id }) => id,
  version: (delivery) => `${delivery.state} ${lastWords(delivery)} ${subjectOf(delivery)}`,
  row,
  empty: () =>
    emptyNote(
      'No callbacks yet',
      'A task that was created with a callback address posts to it when it ends, and tries again as the provider does when the receiver fails. To see that without a receiver of your own, use an inbox of the simulator:',
      make('pre', `${serverUrl}/__stuntdouble/inbox/demo?answers=500,200`),
      make('a.button.strong', { href: linkTo(['new']) }, 'New task with a callback'),
    ),
}

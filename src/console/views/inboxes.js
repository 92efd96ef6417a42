/** @import { Inbox } from '../types.d.ts' */
/** @import { ListView } from './view.d.ts' */
import { serverUrl } from '../base/api.js'
import { make } from '../base/dom.js'
import { clockTime, number } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { documentLink } from '../parts/document-link.js'
import { store } from '../store/store.js'
import { emptyNote, rowLink } from './row.js'

/** @type {(inbox: Inbox) => HTMLElement} */
const row = ({ name, received, lastAt }) =>
  rowLink(
    'inbox',
    ['inbox', name],
    make('span.what', make('span.title', name)),
    make('span.how', make('span.hint', `${number(received)} received`)),
    make('span.when', lastAt === null ? '' : clockTime(lastAt)),
  )

/** @type {ListView<Inbox>} */
export const inboxView = {
  name: 'inbox',
  title: 'Inbox',
  search: 'Find an inbox by its name',
  all: () => store.inboxes,
  total: () => store.inboxes.length,
  dropped: () => 0,
  text: ({ name }) => [name],
  choices: () => [],
  tools: () => [documentLink('callbacks.md', 'callbacks')],
  key: ({ name }) => name,
  version: ({ received, lastAt }) => `${received} ${lastAt}`,
  row,
  empty: () =>
    emptyNote(
      'Nothing received yet',
      'An inbox is a receiver for callbacks that is built in. Give a task an address such as this; choose any name, and answers lists the statuses it responds with in turn:',
      make('pre', `${serverUrl}/__stuntdouble/inbox/demo?answers=500,500,200`),
      make('a.button.strong', { href: linkTo(['new']) }, 'New task with a callback'),
    ),
}

import { byId, make } from '../base/dom.js'

const KEYS = /** @type {const} */ ([
  ['/', 'find in the list'],
  ['↓ ↑', 'from row to row'],
  ['Enter', 'open a row'],
  ['Esc', 'close what is open'],
  ['n', 'new task'],
  ['1 … 5', 'tasks, requests, callbacks, inbox, bill'],
  ['?', 'this help'],
])

const LINKS = /** @type {const} */ ([
  ['docs/', 'every document, also without a network'],
  ['docs/control-api.md', 'the control API, with a call of each route'],
  ['openapi.json', 'the control API, as an OpenAPI document'],
  ['exchanges.har', 'every request, as a HAR archive'],
  ['bill', 'the bill, as JSON'],
])

const dialog = () => /** @type {HTMLDialogElement} */ (byId('help'))

/** Keys and links. */
export const openHelp = () => {
  dialog().replaceChildren(
    make(
      'div.row.heading',
      make('h2', 'Help'),
      make('span.spacer'),
      make('button.plain', { type: 'button', onclick: () => dialog().close() }, 'Close'),
    ),
    make(
      'section.part',
      { 'aria-label': 'Keys' },
      make('h3', 'Keys'),
      make(
        'dl.pairs',
        KEYS.map(([key, words]) => [make('dt', make('kbd', key)), make('dd', words)]),
      ),
    ),
    make(
      'section.part',
      { 'aria-label': 'Beside the console' },
      make('h3', 'Beside the console'),
      make(
        'ul.link-list',
        LINKS.map(([path, words]) =>
          make('li', make('a', { href: path, target: '_blank', rel: 'noopener' }, path), ` ${words}`),
        ),
      ),
    ),
  )
  dialog().showModal()
}

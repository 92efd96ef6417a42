import { call, serverUrl } from './api.js'
import { bodyBlock, facts, headersBlock } from './bodies.js'
import { actionButton, copyButton, make, part, toast } from './dom.js'
import { clockTime, count } from './format.js'
import { rowLink } from './route.js'
import { refreshAbout, store } from './store.js'

/** What an inbox received, as far as it was read. */
let letters = { name: undefined, items: [], stamp: '', dropped: 0 }
let isReading = false

const stampOf = (name) => {
  const inbox = store.inboxes.find((each) => each.name === name)
  return inbox === undefined ? 'none' : `${inbox.received} ${inbox.lastAt}`
}

/** Reads an inbox again when it has changed. */
export const readInbox = async (name, changed) => {
  const stamp = stampOf(name)
  if (isReading || (letters.name === name && letters.stamp === stamp)) return
  isReading = true
  try {
    const { items, dropped } = await call('GET', `inbox/${encodeURIComponent(name)}`)
    letters = { name, items, stamp, dropped }
  } catch (error) {
    letters = { name, items: [], stamp, dropped: 0 }
    toast(error.message, true)
  } finally {
    isReading = false
  }
  changed()
}

const lettersIn = (name) => (letters.name === name ? letters.items : [])

const inboxRow = ({ name, received, lastAt }) =>
  rowLink(
    'inbox',
    ['inbox', name],
    make('span.what', make('span.prompt', name)),
    make('span.tries', `${received.toLocaleString('en')} received`),
    make('span.when', lastAt === null ? '' : clockTime(lastAt)),
  )

const letterSection = (letter, number, isNewest) =>
  make(
    'details.letter',
    { open: isNewest },
    make(
      'summary',
      make('span.number', `#${number}`),
      make('span', letter.method),
      make(
        'span.status',
        { 'data-kind': letter.answered < 300 ? 'succeeded' : 'failed' },
        `answered ${letter.answered}`,
      ),
      make('span.when', clockTime(letter.at)),
    ),
    bodyBlock('Body', letter.body),
    headersBlock(letter.headers),
    facts([['Address', make('span.address', letter.url)]]),
  )

export const inboxView = {
  name: 'inbox',
  title: 'Inbox',
  search: 'Find an inbox by its name',
  all: () => [...store.inboxes],
  text: ({ name }) => [name],
  total: () => store.inboxes.length,
  dropped: () => 0,
  tools: () => [make('span.hint', 'Inboxes belong to the server, not to an account.')],
  rows: (inboxes) =>
    inboxes.map((inbox) => part(inbox.name, `${inbox.received} ${inbox.lastAt}`, () => inboxRow(inbox))),
}

const empty = async (name) => {
  const { forgotten } = await call('DELETE', `inbox/${encodeURIComponent(name)}`)
  refreshAbout()
  toast(`${count(forgotten, 'callback')} cleared; the script of responses starts over.`)
}

export const inboxDetail = {
  title: ({ name }) => `Inbox “${name}”`,
  find: (name) => ({ name }),
  missing: '',
  parts: ({ name }) => {
    const items = lettersIn(name)
    const address = `${serverUrl}/__stuntdouble/inbox/${encodeURIComponent(name)}`
    const shown = items.map((letter, index) => ({ letter, number: index + 1 + letters.dropped })).slice(-100)
    return [
      part('heading', 0, () =>
        make(
          'div.row',
          copyButton('Copy address', () => address),
          make('span.spacer'),
          actionButton('Empty', () => empty(name)),
        ),
      ),
      part('address', 0, () => make('p.address', address)),
      ...(items.length === 0
        ? [part('none', 0, () => make('p.hint', 'It is empty.'))]
        : shown
            .reverse()
            .map(({ letter, number }, index) =>
              part(`letter ${number}`, letter.at, () => letterSection(letter, number, index === 0)),
            )),
    ]
  },
}

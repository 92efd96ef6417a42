/** @import { Letter, List } from '../types.d.ts' */
/** @import { DetailView } from './view.d.ts' */
import { call, serverUrl } from '../base/api.js'
import { actionButton, copyButton, toast, wordsOf } from '../base/buttons.js'
import { make, part } from '../base/dom.js'
import { clockTime, count } from '../base/format.js'
import { bodyBlock, facts, headersBlock } from '../parts/bodies.js'
import { accountLink } from '../parts/chips.js'
import { refreshAbout } from '../store/load.js'
import { store, tellChange } from '../store/store.js'

/** How many letters are shown, the newest. */
const MOST_SHOWN = 100

/** What an inbox received, as far as it was read. @type {{ name: string | undefined, items: readonly Letter[], stamp: string, dropped: number }} */
let letters = { name: undefined, items: [], stamp: '', dropped: 0 }
let isReading = false
/** How often an inbox was emptied here: what was being read then is no longer true. */
let emptied = 0

/** @type {(name: string) => string} */
const stampOf = (name) => {
  const inbox = store.inboxes.find((each) => each.name === name)
  return inbox === undefined ? 'none' : `${inbox.received} ${inbox.lastAt}`
}

/** Reads an inbox again if it has changed. @type {(name: string) => Promise<void>} */
const readInbox = async (name) => {
  const stamp = stampOf(name)
  if (isReading || (letters.name === name && letters.stamp === stamp)) return
  isReading = true
  const before = emptied
  try {
    /** @type {List<Letter>} */
    const { items, dropped } = await call('GET', `inbox/${encodeURIComponent(name)}`)
    if (before === emptied) letters = { name, items, stamp, dropped }
  } catch (error) {
    letters = { name, items: [], stamp, dropped: 0 }
    toast(wordsOf(error), true)
  } finally {
    isReading = false
  }
  tellChange()
}

/** @type {(letter: Letter, number: number, isNewest: boolean) => HTMLElement} */
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
      make('span.spacer'),
      make('span.when', clockTime(letter.at)),
    ),
    bodyBlock('Body', letter.body),
    headersBlock(letter.headers),
    facts([
      ['Account', accountLink(letter.account)],
      ['Address', make('code.address', letter.url)],
    ]),
  )

/** @type {(name: string) => Promise<void>} */
const empty = async (name) => {
  const { forgotten } = await call('DELETE', `inbox/${encodeURIComponent(name)}`)
  emptied += 1
  letters = { name: undefined, items: [], stamp: '', dropped: 0 }
  refreshAbout()
  tellChange()
  toast(`${count(forgotten, 'callback')} cleared; the script of responses starts over.`)
}

/** @type {DetailView<string>} */
export const inboxDetail = {
  title: (name) => `Inbox “${name}”`,
  find: (name) => name,
  missing: '',
  parts: (name) => {
    void readInbox(name)
    const items = letters.name === name ? letters.items : []
    const address = `${serverUrl}/__stuntdouble/inbox/${encodeURIComponent(name)}`
    const shown = items
      .map((letter, index) => ({ letter, number: index + 1 + letters.dropped }))
      .slice(-MOST_SHOWN)
      .reverse()
    return [
      part('heading', name, () =>
        make(
          'div.row',
          make('code.address', address),
          copyButton('Copy address', () => address),
          make('span.spacer'),
          actionButton('Empty', () => empty(name)),
        ),
      ),
      ...(items.length === 0 ? [part('none', 0, () => make('p.hint', 'It is empty.'))] : []),
      ...shown.map(({ letter, number }, index) =>
        part(`letter ${number}`, letter.at, () => letterSection(letter, number, index === 0)),
      ),
    ]
  },
}

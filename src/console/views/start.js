/** @import { Provider } from '../types.d.ts' */
import { serverUrl } from '../base/api.js'
import { actionButton, copyButton } from '../base/buttons.js'
import { keep, make, part } from '../base/dom.js'
import { icon } from '../base/icon.js'
import { linkTo } from '../base/route.js'
import { snippet, snippetVersion } from '../parts/copy-as.js'
import { store } from '../store/store.js'
import { createSample } from './compose.js'

/** The provider whose request is shown. */
let shown = 0

/** @type {(provider: Provider) => import('../parts/snippets.js').Request} */
const sampleRequest = ({ samples, authScheme, baseUrls }) => ({
  method: 'POST',
  url: (Object.values(baseUrls)[0] ?? '') + (samples[0]?.path ?? ''),
  headers: { authorization: `${authScheme} $KEY`, 'content-type': 'application/json' },
  body: JSON.stringify(samples[0]?.body ?? {}),
})

/** @type {(provider: Provider) => HTMLElement} */
const addresses = ({ title, baseUrls }) =>
  make(
    'div.base-url',
    make('strong', title),
    Object.values(baseUrls).map((prefix) =>
      make(
        'span.row.tight',
        make('code.address', serverUrl + prefix),
        copyButton(icon('copy'), () => serverUrl + prefix, {
          'aria-label': `Copy the base URL ${serverUrl}${prefix}`,
        }),
      ),
    ),
  )

/** A request to try, in a language and for a provider of your choice. */
const tryIt = () => {
  const root = make('div.stack')
  const show = () => {
    const provider = store.providers[shown]
    if (provider === undefined) return
    keep(root, [
      part('providers', shown, () =>
        make(
          'span.choices',
          { role: 'group', 'aria-label': 'Provider' },
          store.providers.map(({ title }, index) =>
            make(
              'button.choice',
              {
                type: 'button',
                'aria-pressed': index === shown ? 'true' : 'false',
                onclick: () => {
                  shown = index
                  show()
                },
              },
              title,
            ),
          ),
        ),
      ),
      part('snippet', `${shown} ${snippetVersion()}`, () => snippet(sampleRequest(provider), show)),
    ])
  }
  show()
  return root
}

const MANUAL = 'The clock is manual and stands still: create a task, then press “Run until idle”.'

/** @type {(nth: number, title: string, ...rest: import('../base/dom-types.d.ts').Child[]) => HTMLElement} */
const step = (nth, title, ...rest) =>
  make(
    'li.step',
    make('span.step-number', { 'aria-hidden': 'true' }, nth),
    make('div.stack', make('h3', title), rest),
  )

/** What to do, for a newcomer. It never goes away: it is beside the list, and behind “Start here”. @type {() => HTMLElement} */
export const startHere = () =>
  make(
    'div.start',
    store.isThere ? make('h2', 'Point your client here') : make('h2', 'No such account yet'),
    make(
      'p.lead',
      store.isThere
        ? 'Change the base URL and nothing else. Any key works, and every key is an account of its own, with its own tasks, credits and clock.'
        : `The account ${store.account} opens with its first request. It may also be gone because the simulator was restarted.`,
    ),
    make(
      'ol.steps',
      step(1, 'Use this base URL', make('div.base-urls', store.providers.map(addresses))),
      step(
        2,
        'Create a task',
        make(
          'div.row',
          actionButton([icon('play'), 'Create a sample task'], createSample, { name: 'button.strong' }),
          make('a.button', { href: linkTo(['new']) }, 'New task …'),
        ),
        store.clock?.kind === 'manual' && make('p.hint', MANUAL),
        make('p.hint', 'Or from your own code, with ', make('code', 'export KEY=any-key'), ' before it:'),
        tryIt(),
      ),
      step(
        3,
        'Make it go wrong',
        make(
          'p.hint',
          'Choose a scenario at the top, or a fault for one request under “New task”. Every response says what was done to it, and every create request whether it was billed.',
        ),
      ),
    ),
  )

/** What it depends on. */
export const startVersion = () =>
  `${store.isThere} ${store.clock?.kind} ${store.providers.length} ${store.account}`

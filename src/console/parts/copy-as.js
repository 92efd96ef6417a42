/** @import { Request } from './snippets.js' */
import { copy } from '../base/buttons.js'
import { make } from '../base/dom.js'
import { isWhole, LANGUAGES } from './snippets.js'

const CUT = 'The journal keeps only the beginning of a body as long as this one.'

/**
 * Buttons that copy a request for the shell, JavaScript and Python.
 *
 * @type {(request: () => Request) => HTMLElement}
 */
export const copyAs = (request) => {
  const isCut = !isWhole(request().body)
  return make(
    'span.joined',
    { role: 'group', 'aria-label': 'Copy the request' },
    make('span.joined-label', 'Copy as'),
    LANGUAGES.map(([language, write]) =>
      make(
        'button',
        {
          type: 'button',
          disabled: isCut,
          title: isCut ? CUT : 'with $KEY in place of the key',
          'aria-label': `Copy as ${language}`,
          onclick: () => copy(write(request())),
        },
        language,
      ),
    ),
  )
}

/** The language that snippets are shown in. */
let language = 'curl'

/**
 * A request as text, in a language to choose.
 *
 * @type {(request: Request, redraw: () => void) => HTMLElement}
 */
export const snippet = (request, redraw) => {
  const write = LANGUAGES.find(([name]) => name === language)?.[1] ?? LANGUAGES[0][1]
  const text = write(request)
  const choose = (/** @type {string} */ name) => () => {
    language = name
    redraw()
  }
  return make(
    'div.snippet',
    make(
      'div.row.snippet-bar',
      make(
        'span.choices',
        { role: 'group', 'aria-label': 'Language' },
        LANGUAGES.map(([name]) =>
          make(
            'button.choice',
            { type: 'button', 'aria-pressed': name === language ? 'true' : 'false', onclick: choose(name) },
            name,
          ),
        ),
      ),
      make('span.spacer'),
      make('button.plain', { type: 'button', onclick: () => copy(text) }, 'Copy'),
    ),
    make('pre', { tabindex: '0', role: 'region', 'aria-label': `The request in ${language}` }, text),
  )
}

/** What snippets depend on. */
export const snippetVersion = () => language

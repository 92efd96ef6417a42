import { copyButton, make } from './dom.js'
import { pretty } from './format.js'

/** More than this is shown without colours: an element per word costs too much. */
const MOST_COLOURED = 20_000

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi

const coloured = (text) => {
  const parts = []
  let from = 0
  for (const match of text.matchAll(TOKEN)) {
    parts.push(text.slice(from, match.index))
    const [token, string, colon] = match
    const kind = string === undefined ? 'literal' : colon === undefined ? 'string' : 'name'
    parts.push(make('span', { 'data-token': kind }, string ?? token), colon ?? '')
    from = match.index + token.length
  }
  parts.push(text.slice(from))
  return parts
}

const block = (title, extra, copied, text, children) =>
  make(
    'section.body',
    { 'aria-label': title },
    make(
      'div.row.heading',
      {},
      make('h3', {}, title),
      extra,
      make('span.spacer'),
      copied === '' ? undefined : copyButton('Copy', () => copied, { 'aria-label': `Copy ${title}` }),
    ),
    text === '' ? make('p.hint', {}, 'No body.') : make('pre', { tabindex: '0', 'aria-label': title }, children),
  )

/** A body as it was sent: JSON indented, anything else as it is. */
export const bodyBlock = (title, body, extra) => {
  const shown = pretty(body)
  const isJson = shown !== body || /^[[{"\d]/.test(body)
  return block(title, extra, body, shown, isJson && shown.length <= MOST_COLOURED ? coloured(shown) : shown)
}

/** A command to copy. */
export const commandBlock = (title, command) => block(title, undefined, command, command, command)

/** Names with values, folded away. */
export const headersBlock = (title, headers) =>
  make(
    'details',
    {},
    make('summary', {}, `${title} (${Object.keys(headers).length})`),
    make(
      'dl.pairs',
      {},
      Object.entries(headers).map(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
    ),
  )

/** Facts in two columns; those without a value are left out. */
export const facts = (pairs) =>
  make(
    'dl.pairs',
    {},
    pairs
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
  )

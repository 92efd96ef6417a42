import { copyButton, make } from './dom.js'
import { pretty } from './format.js'

/** More than this is shown without colours: one element per word would be too slow. */
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

/** A part with a heading, something beside the heading, and buttons at the end of the line. */
export const headed = (title, beside, buttons, ...children) =>
  make(
    'section',
    { 'aria-label': title },
    make('div.row.heading', make('h3', title), beside, make('span.spacer'), buttons),
    children,
  )

const block = (title, beside, copied, children) =>
  headed(
    title,
    beside,
    copied !== '' && copyButton('Copy', () => copied, { 'aria-label': `Copy ${title}` }),
    copied === ''
      ? make('p.hint', 'No body.')
      : make('pre', { tabindex: '0', 'aria-label': title }, children),
  )

/** A body as it was sent: JSON indented, anything else unchanged. */
export const bodyBlock = (title, body, beside) => {
  const shown = pretty(body)
  return block(title, beside, body, shown.length <= MOST_COLOURED ? coloured(shown) : shown)
}

/** A command to copy. */
export const commandBlock = (title, command) => block(title, undefined, command, command)

/** Facts in two columns; those without a value are left out. */
export const facts = (pairs) =>
  make(
    'dl.pairs',
    pairs
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [make('dt', name), make('dd', value)]),
  )

/** Headers, folded away. */
export const headersBlock = (headers) =>
  make('details', make('summary', `Headers (${Object.keys(headers).length})`), facts(Object.entries(headers)))

/** @import { Child } from '../base/dom-types.d.ts' */
import { copyButton } from '../base/buttons.js'
import { make } from '../base/dom.js'
import { pretty } from '../base/format.js'

/** More than this is shown without colours: one element per word would be too slow. */
const MOST_COLOURED = 20_000

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi

/** @type {(text: string) => Child[]} */
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

/**
 * A part with a heading, something beside the heading, and buttons at the end of the line.
 *
 * @type {(title: string, beside: Child, buttons: Child, ...children: Child[]) => HTMLElement}
 */
export const headed = (title, beside, buttons, ...children) =>
  make(
    'section.part',
    { 'aria-label': title },
    make('div.row.heading', make('h3', title), beside, make('span.spacer'), buttons),
    children,
  )

/** @type {(title: string, beside: Child, copied: string, shown: Child) => HTMLElement} */
const block = (title, beside, copied, shown) =>
  headed(
    title,
    beside,
    copied !== '' && copyButton('Copy', () => copied, { 'aria-label': `Copy ${title}` }),
    copied === ''
      ? make('p.hint', 'No body.')
      : make('pre', { tabindex: '0', role: 'region', 'aria-label': `${title}, text` }, shown),
  )

/** A body as it was sent: JSON indented, anything else unchanged. @type {(title: string, body: string, beside?: Child) => HTMLElement} */
export const bodyBlock = (title, body, beside) => {
  const shown = pretty(body)
  return block(title, beside, body, shown.length <= MOST_COLOURED ? coloured(shown) : shown)
}

/** Facts in two columns; those without a value are left out. @type {(pairs: readonly (readonly [string, Child])[]) => HTMLElement} */
export const facts = (pairs) =>
  make(
    'dl.pairs',
    pairs
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [make('dt', name), make('dd', value)]),
  )

/** Headers, folded away. @type {(headers: Readonly<Record<string, string>>, title?: string) => HTMLElement} */
export const headersBlock = (headers, title = 'Headers') =>
  make(
    'details.folded',
    make('summary', `${title} (${Object.keys(headers).length})`),
    facts(Object.entries(headers).map(([name, value]) => [name, make('code', value)])),
  )

/** Something to read that has a colour: good, bad, or worth a look. @type {(kind: string, title: Child, ...children: Child[]) => HTMLElement} */
export const callout = (kind, title, ...children) =>
  make('div.callout', { 'data-kind': kind }, make('strong', title), children)

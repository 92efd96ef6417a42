/** @import { Child } from '../base/dom-types.d.ts' */
import { make } from '../base/dom.js'
import { linkTo } from '../base/route.js'

/** A row of a list, which is a link to its details. @type {(kind: string, path: readonly string[], ...cells: Child[]) => HTMLElement} */
export const rowLink = (kind, path, ...cells) =>
  make('li', make(`a.row-link.${kind}-row`, { href: linkTo(path), 'data-path': path.join('/') }, cells))

/** What a list says while it is empty. @type {(title: string, words: string, ...rest: Child[]) => HTMLElement} */
export const emptyNote = (title, words, ...rest) =>
  make('div.empty', make('h2', title), make('p', words), rest)

import { make } from '../base/dom.js'

/** @type {(names: readonly string[]) => HTMLElement} */
export const tableHead = (names) =>
  make(
    'tr',
    names.map((name) => make('th', { scope: 'col' }, name)),
  )

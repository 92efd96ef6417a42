import { openHelp } from './bar/help.js'
import { byId } from './base/dom.js'
import { goTo, linkTo, readRoute } from './base/route.js'
import { focusFirstRow, moveFocus } from './list-pane.js'
import { VIEWS } from './views/index.js'

export const isNarrow = () => matchMedia('(max-width: 860px)').matches

/** @type {(target: EventTarget | null) => boolean} */
const isTyping = (target) =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="checkbox"]), select, textarea, video, audio')

const openSearch = () => {
  /** @type {HTMLInputElement | null} */
  const box = byId('list').querySelector('.search')
  box?.focus()
  box?.select()
}

/** Keys without a place: they work wherever nobody types. @type {Readonly<Record<string, () => void>>} */
const ANYWHERE = {
  '/': openSearch,
  '?': openHelp,
  n: () => goTo(['new']),
  ...Object.fromEntries(
    [...VIEWS.map(({ list }) => list.name), 'bill'].map((name, index) => [
      String(index + 1),
      () => goTo([name]),
    ]),
  ),
}

/** @type {(event: KeyboardEvent, by: 1 | -1) => void} */
const step = (event, by) => {
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  const link = target.matches('a.row-link')
    ? moveFocus(target, by)
    : by === 1 && target.matches('.search, main, body')
      ? focusFirstRow()
      : undefined
  if (link === undefined) return
  event.preventDefault()
  if (!isNarrow() && readRoute().pane === 'item') location.replace(link.getAttribute('href') ?? '')
}

const close = () => {
  const { pane, view } = readRoute()
  if (pane !== undefined) location.hash = linkTo([view])
}

/** @type {(event: KeyboardEvent) => void} */
export const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null)
    return
  const { key, target } = event
  if (key === 'Escape') {
    if (document.querySelector(':popover-open') !== null) return
    if (isTyping(target)) /** @type {HTMLElement} */ (target).blur()
    else close()
    return
  }
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    if (!isTyping(target) || /** @type {HTMLElement} */ (target).matches('.search'))
      step(event, key === 'ArrowDown' ? 1 : -1)
    return
  }
  const action = isTyping(target) ? undefined : ANYWHERE[key]
  if (action === undefined) return
  event.preventDefault()
  action()
}

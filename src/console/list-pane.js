/** @import { ListView } from './views/view.d.ts' */
/** @import { Route } from './base/route.js' */
import { byId, keep, make, part } from './base/dom.js'
import { number } from './base/format.js'
import { readRoute, setFilter } from './base/route.js'
import { choicePart, filterValue, passing } from './parts/filters.js'
import { createVirtualList } from './parts/virtual-list.js'
import { store, tellChange } from './store/store.js'
import { billParts } from './views/bill.js'
import { viewNamed } from './views/index.js'
import { startVersion } from './views/start.js'

const pane = () => byId('list')

/** A list that is less wide shows no time lines, px. */
const NARROW_PX = 800

/** Has the list's style follow its width. */
export const watchWidth = () => {
  const follow = () => pane().toggleAttribute('data-narrow', pane().clientWidth <= NARROW_PX)
  new ResizeObserver(follow).observe(pane())
}

/** One for each view, so that each keeps where it was scrolled to. @type {Map<string, ReturnType<typeof createVirtualList>>} */
const lists = new Map()
let drawnView = ''

/** What a search looks through, in lower case; made once for each thing as it is. @type {WeakMap<object, string>} */
const texts = new WeakMap()

/** @type {(view: ListView<any>, item: any) => string} */
const textOf = (view, item) => {
  const known = typeof item === 'object' ? texts.get(item) : undefined
  if (known !== undefined) return known
  const text = view.text(item).join(' ').toLowerCase()
  if (typeof item === 'object') texts.set(item, text)
  return text
}

/** @type {(view: ListView<any>, items: readonly any[]) => readonly any[]} */
const found = (view, items) => {
  const words = filterValue('q').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return items
  return items.filter((item) => words.every((word) => textOf(view, item).includes(word)))
}

/** @type {(view: ListView<any>) => HTMLElement} */
const searchBox = (view) => {
  const input = make('input.search', {
    type: 'search',
    placeholder: `${view.search}  /`,
    'aria-label': view.search,
    value: filterValue('q'),
  })
  input.addEventListener('input', () => {
    setFilter('q', input.value)
    tellChange()
  })
  return input
}

/** @type {(view: ListView<any>, items: readonly any[]) => HTMLElement} */
const tools = (view, items) => {
  const root = make('div.tools')
  fillTools(root, view, items)
  return root
}

/** @type {(root: Element, view: ListView<any>, items: readonly any[]) => void} */
const fillTools = (root, view, items) => {
  keep(root, [
    part('search', view.name, () => searchBox(view)),
    part('filters', 0, () => make('div.filters')),
    part('more', `${store.account} ${location.hash}`, () => make('span.tools-more', view.tools())),
  ])
  const filters = root.querySelector('.filters')
  if (filters === null) return
  keep(
    filters,
    view.choices().map((choice) => choicePart(items, choice)),
  )
}

const WAITING = {
  connecting: 'Reading …',
  live: 'Reading …',
  lost: 'The simulator does not respond; trying again.',
}

/** What is said below the rows. @type {(view: ListView<any>, count: number) => readonly string[]} */
const notes = (view, count) => {
  const dropped = view.dropped()
  return [
    ...(count === 0 ? ['Nothing here matches.'] : []),
    ...(dropped > 0 ? [`${number(dropped)} older ones are no longer kept.`] : []),
  ]
}

/** @type {(view: ListView<any>) => ReturnType<typeof createVirtualList>} */
const listOf = (view) => {
  const list = lists.get(view.name) ?? createVirtualList(pane(), view.title)
  lists.set(view.name, list)
  return list
}

/** @type {(view: ListView<any>, route: Route) => void} */
const drawRows = (view, route) => {
  const items = view.all()
  const shown = found(view, passing(items, view.choices()))
  const list = listOf(view)
  keep(pane(), [
    part(`${view.name} tools`, 0, () => tools(view, items)),
    part(`${view.name} rows`, 0, () => list.element),
    ...notes(view, shown.length).map((note) => part(note, 0, () => make('p.hint.none', note))),
  ])
  const box = pane().querySelector('.tools')
  if (box !== null) fillTools(box, view, items)
  const rows = {
    count: shown.length,
    keyAt: (/** @type {number} */ index) => view.key(shown[index]),
    rowAt: (/** @type {number} */ index) =>
      part(view.key(shown[index]), view.version(shown[index]), () => view.row(shown[index])),
  }
  list.show(rows, box, drawnView !== view.name)
  drawnView = view.name
  markCurrent(route)
}

/** @type {(route: Route) => void} */
const markCurrent = ({ id, pane: kind }) => {
  const singular = viewNamed(readRoute().view)?.singular
  const current = kind === 'item' ? `${singular}/${id}` : undefined
  for (const link of pane().querySelectorAll('a.row-link')) {
    if (link.getAttribute('data-path') === current) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
}

/** @type {(route: Route) => void} */
export const drawList = (route) => {
  const view = viewNamed(route.view)
  pane().setAttribute('aria-label', view?.list.title ?? 'Bill')
  pane().dataset.view = route.view
  if (!store.isLoaded)
    return keep(pane(), [part('wait', store.link, () => make('p.hint.none', WAITING[store.link]))])
  if (view === undefined) {
    drawnView = route.view
    return keep(pane(), billParts())
  }
  const { list } = view
  if (list.total() > 0) return drawRows(list, route)
  drawnView = list.name
  return keep(pane(), [part(`${list.name} empty`, startVersion(), list.empty)])
}

/**
 * Goes to the row after the focused one, or before it.
 *
 * @type {(from: HTMLElement, by: 1 | -1) => HTMLElement | undefined}
 */
export const moveFocus = (from, by) => {
  const index = Number(/** @type {HTMLElement | null} */ (from.closest('[data-row]'))?.dataset.row)
  return lists.get(readRoute().view)?.focusRow(index + by)
}

/** Puts the focus on the first row. */
export const focusFirstRow = () => lists.get(readRoute().view)?.focusRow(0)

/** @import { Part } from '../base/dom-types.d.ts' */
import { keep, make, part } from '../base/dom.js'

/** Rows beyond each edge that are there already when somebody scrolls. */
const MARGIN = 8

/**
 * @typedef {object} Shown
 * @property {number} count of all rows
 * @property {(index: number) => string} keyAt
 * @property {(index: number) => Part} rowAt
 */

/**
 * A list of any length: only the rows in sight exist. All rows of one list have the same height, which its style says
 * (`--row`).
 *
 * @param {HTMLElement} scroller what scrolls
 * @param {string} name for screen readers
 */
export const createVirtualList = (scroller, name) => {
  const element = make('ol.rows', { 'aria-label': name })
  /** @type {Shown} */
  let shown = { count: 0, keyAt: () => '', rowAt: () => part('', 0, () => make('i')) }
  /** The key of the first row in sight, and where it was. @type {{ key: string, index: number } | undefined} */
  let first

  const rowHeight = () => Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || 64

  /** @type {(row: number) => readonly [from: number, to: number]} */
  const range = (height) => {
    const above = Math.max(0, scroller.scrollTop - element.offsetTop)
    const from = Math.max(0, Math.floor(above / height) - MARGIN)
    const to = Math.min(shown.count, Math.ceil((above + scroller.clientHeight) / height) + MARGIN)
    return [from, Math.max(from, to)]
  }

  /** The row that has the focus stays, wherever it is. @type {() => number | undefined} */
  const focused = () => {
    const row = /** @type {HTMLElement | null} */ (document.activeElement?.closest('[data-row]') ?? null)
    if (row === null || !element.contains(row)) return undefined
    const { key } = row.dataset
    for (let index = 0; index < shown.count; index += 1) if (shown.keyAt(index) === key) return index
    return undefined
  }

  /** @type {(index: number) => Part} */
  const keyedRow = (index) => {
    const { key, version, build } = shown.rowAt(index)
    return part(key, version, () => {
      const row = build()
      row.dataset.key = key
      return row
    })
  }

  /** Writes only what is not so already. @type {(row: HTMLElement, index: number, height: number) => void} */
  const place = (row, index, height) => {
    const transform = `translateY(${index * height}px)`
    if (row.style.height !== `${height}px`) row.style.height = `${height}px`
    if (row.style.transform !== transform) {
      row.style.transform = transform
      row.dataset.row = String(index)
      row.ariaPosInSet = String(index + 1)
    }
    const size = String(shown.count)
    if (row.ariaSetSize !== size) row.ariaSetSize = size
  }

  const draw = () => {
    const height = rowHeight()
    const [from, to] = range(height)
    const above = scroller.scrollTop - element.offsetTop
    const top = Math.floor(above / height)
    first = above > 0 && top < shown.count ? { key: shown.keyAt(top), index: top } : undefined
    const indexes = Array.from({ length: to - from }, (_, nth) => from + nth)
    const held = focused()
    if (held !== undefined && held < from) indexes.unshift(held)
    if (held !== undefined && held >= to) indexes.push(held)
    element.style.height = `${shown.count * height}px`
    keep(element, indexes.map(keyedRow))
    for (const [nth, row] of [...element.children].entries()) {
      const index = indexes[nth] ?? 0
      if (!(row instanceof HTMLElement)) continue
      place(row, index, height)
    }
  }

  /** What arrives at the top does not move what somebody reads further down. */
  const holdStill = () => {
    if (first === undefined || shown.keyAt(first.index) === first.key) return
    for (let added = 1; added < 200 && first.index + added < shown.count; added += 1) {
      if (shown.keyAt(first.index + added) !== first.key) continue
      scroller.scrollTop += added * rowHeight()
      return
    }
  }

  scroller.addEventListener('scroll', draw, { passive: true })
  new ResizeObserver(draw).observe(scroller)

  return {
    element,
    /** @type {(next: Shown) => void} */
    show: (next) => {
      shown = next
      holdStill()
      draw()
    },
    /** Puts the focus on a row, wherever it is; returns its link. @type {(index: number) => HTMLElement | undefined} */
    focusRow: (index) => {
      if (index < 0 || index >= shown.count) return undefined
      const height = rowHeight()
      const top = element.offsetTop + index * height
      const hidden = element.offsetTop
      if (top - hidden < scroller.scrollTop) scroller.scrollTop = top - hidden
      else if (top + height > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = top + height - scroller.clientHeight
      draw()
      /** @type {HTMLElement | null} */
      const link = element.querySelector(`[data-row="${index}"] a.row-link`)
      link?.focus({ preventScroll: true })
      return link ?? undefined
    },
  }
}

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
 * @typedef {object} Sizes in pixels
 * @property {number} row height of each row
 * @property {number} top where the list begins in what scrolls
 * @property {number} height of what is in sight
 * @property {number} scrolled
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

  /**
   * Kept, because to read them after something has changed makes the browser lay out the page twice for one frame.
   *
   * @type {Sizes | undefined}
   */
  let sizes

  /** @returns {Sizes} */
  const measure = () => ({
    row: Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || 64,
    top: element.offsetTop,
    height: scroller.clientHeight,
    scrolled: scroller.scrollTop,
  })

  const sizesNow = () => {
    sizes ??= measure()
    return sizes
  }

  /** @type {(sizes: Sizes) => readonly [from: number, to: number]} */
  const range = ({ row, top, height, scrolled }) => {
    const above = Math.max(0, scrolled - top)
    const from = Math.max(0, Math.floor(above / row) - MARGIN)
    const to = Math.min(shown.count, Math.ceil((above + height) / row) + MARGIN)
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
    const now = sizesNow()
    const height = now.row
    const [from, to] = range(now)
    const above = now.scrolled - now.top
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

  /** @type {(top: number) => void} */
  const scrollTo = (top) => {
    // There is room to scroll to only when the list is as long as it will be.
    element.style.height = `${shown.count * sizesNow().row}px`
    scroller.scrollTop = top
    sizes = { ...sizesNow(), scrolled: scroller.scrollTop }
  }

  /** What arrives at the top does not move what somebody reads further down. */
  const holdStill = () => {
    if (first === undefined || shown.keyAt(first.index) === first.key) return
    for (let added = 1; added < 200 && first.index + added < shown.count; added += 1) {
      if (shown.keyAt(first.index + added) !== first.key) continue
      scrollTo(sizesNow().scrolled + added * sizesNow().row)
      return
    }
  }

  /** To where it was scrolled when it was last shown. */
  const comeBack = () => {
    const before = sizes?.scrolled ?? 0
    sizes = undefined
    if (shown.count > 0) scrollTo(before)
  }

  const onScroll = () => {
    if (!element.isConnected) return
    sizes = { ...sizesNow(), scrolled: scroller.scrollTop }
    draw()
  }
  const remeasure = () => {
    if (!element.isConnected) return
    sizes = undefined
    draw()
  }
  scroller.addEventListener('scroll', onScroll, { passive: true })
  const resizes = new ResizeObserver(remeasure)
  resizes.observe(scroller)

  return {
    element,
    /**
     * Shows these rows, below `head`; `isElsewhere` if something else was shown before.
     *
     * @type {(next: Shown, head: Element | null, isElsewhere: boolean) => void}
     */
    show: (next, head, isElsewhere) => {
      shown = next
      if (head !== null) resizes.observe(head)
      if (isElsewhere) comeBack()
      holdStill()
      draw()
    },
    /** Puts the focus on a row, wherever it is; returns its link. @type {(index: number) => HTMLElement | undefined} */
    focusRow: (index) => {
      if (index < 0 || index >= shown.count) return undefined
      const { row, top: hidden, height, scrolled } = sizesNow()
      const top = hidden + index * row
      if (top - hidden < scrolled) scrollTo(top - hidden)
      else if (top + row > scrolled + height) scrollTo(top + row - height)
      draw()
      /** @type {HTMLElement | null} */
      const link = element.querySelector(`[data-row="${index}"] a.row-link`)
      link?.focus({ preventScroll: true })
      return link ?? undefined
    },
  }
}

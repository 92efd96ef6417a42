import { byId } from '../base/dom.js'

/** Space between a panel and the edge of the window. */
const EDGE = 8

/**
 * A panel that opens below its button, and draws itself while it is open. It closes by Escape or a click elsewhere.
 *
 * @param {string} id
 * @param {() => void} draw
 */
export const createPanel = (id, draw) => {
  const panel = byId(id)
  const place = () => {
    const button = document.querySelector(`[popovertarget="${id}"]`)
    if (button === null) return
    const { left, bottom } = button.getBoundingClientRect()
    const most = Math.max(EDGE, innerWidth - panel.offsetWidth - EDGE)
    panel.style.left = `${Math.min(Math.max(EDGE, left), most)}px`
    panel.style.top = `${bottom + 6}px`
    panel.style.maxHeight = `${innerHeight - bottom - 6 - EDGE}px`
  }
  panel.addEventListener('toggle', () => {
    if (!isOpen()) return
    draw()
    place()
  })
  const isOpen = () => panel.matches(':popover-open')
  return {
    panel,
    /** Draws it if it can be seen. */
    refresh: () => {
      if (isOpen()) draw()
    },
    close: () => panel.hidePopover(),
  }
}

/** @import { Child, Made, Part, Properties } from './dom-types.d.ts' */

/**
 * Characters that reverse the direction of the text around them are shown as their codes.
 *
 * @param {string} text
 */
const plain = (text) =>
  text.replace(
    /[\u202a-\u202e\u2066-\u2069]/g,
    (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase()}⟩`,
  )

/**
 * @param {unknown} value
 * @returns {value is Properties}
 */
const isProperties = (value) => Object.getPrototypeOf(value ?? 0) === Object.prototype

/** @type {(element: HTMLElement, properties: Properties) => void} */
const setProperties = (element, properties) => {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (typeof value === 'function')
      element.addEventListener(key.slice(2), /** @type {EventListener} */ (value))
    else element.setAttribute(key, value === true ? '' : String(value))
  }
}

/** @type {(element: HTMLElement, children: readonly Child[]) => void} */
const append = (element, children) => {
  for (const child of children) {
    if (child === undefined || child === null || typeof child === 'boolean') continue
    if (child instanceof Node) element.append(child)
    else if (typeof child === 'object') append(element, child)
    else element.append(plain(String(child)))
  }
}

/**
 * Makes an element: `make('button.plain', { type: 'button', onclick }, 'Copy')`; `make('p', 'Text')`. Whatever is shown
 * is text or an element; nothing in the console parses markup.
 *
 * @template {string} Name
 * @param {Name} name
 * @param {...(Child | Properties)} rest
 * @returns {Made<Name>}
 */
export const make = (name, ...rest) => {
  const [tag = 'div', ...classes] = name.split('.')
  const element = document.createElement(tag)
  if (classes.length > 0) element.className = classes.join(' ')
  const [first, ...others] = rest
  const hasProperties = isProperties(first)
  if (hasProperties) setProperties(element, first)
  append(element, /** @type {Child[]} */ (hasProperties ? others : rest))
  return /** @type {Made<Name>} */ (element)
}

/** @type {(id: string) => HTMLElement} */
export const byId = (id) => {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`The console has no element #${id}.`)
  return element
}

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, video, audio, [tabindex]'

/** @type {(node: HTMLElement) => HTMLElement[]} */
const focusablesOf = (node) => [
  ...(node.matches(FOCUSABLE) ? [node] : []),
  .../** @type {NodeListOf<HTMLElement>} */ (node.querySelectorAll(FOCUSABLE)),
]

/**
 * Replaces another element, and keeps the focus and the unfolded parts.
 *
 * @type {(old: HTMLElement, fresh: HTMLElement) => void}
 */
const replace = (old, fresh) => {
  const active = /** @type {HTMLElement | null} */ (document.activeElement)
  const focus = active !== null && old.contains(active) ? focusablesOf(old).indexOf(active) : -1
  const open = [...old.querySelectorAll('details')].map((part) => part.open)
  for (const [index, part] of [...fresh.querySelectorAll('details')].entries())
    part.open = open[index] ?? part.open
  old.replaceWith(fresh)
  if (focus >= 0) focusablesOf(fresh)[focus]?.focus({ preventScroll: true })
}

/**
 * A part for `keep`: its key, the version of its content, and how it is made.
 *
 * @type {(key: string, version: unknown, build: () => HTMLElement) => Part}
 */
export const part = (key, version, build) => ({ key, version, build })

/** @type {WeakMap<Element, Map<string, { version: unknown, node: HTMLElement }>>} */
const kept = new WeakMap()

/**
 * Fills `parent` with parts, in order. A part whose key and version are as before keeps its element, with focus,
 * selection, scroll position and a playing video; only changed parts are rebuilt.
 *
 * @type {(parent: Element, parts: readonly Part[]) => void}
 */
export const keep = (parent, parts) => {
  const known = kept.get(parent) ?? new Map()
  /** @type {Map<string, { version: unknown, node: HTMLElement }>} */
  const next = new Map()
  for (const { key, version, build } of parts) {
    const old = known.get(key)
    if (old !== undefined && old.version === version) {
      next.set(key, old)
      continue
    }
    const node = build()
    if (old !== undefined) replace(old.node, node)
    next.set(key, { version, node })
  }
  for (const [key, { node }] of known) if (!next.has(key)) node.remove()
  let place = parent.firstChild
  for (const { node } of next.values()) {
    if (node === place) place = place.nextSibling
    else parent.insertBefore(node, place)
  }
  kept.set(parent, next)
}

/** Characters that reverse the direction of the text around them are shown as their codes. */
const plain = (text) =>
  text.replace(
    /[\u202a-\u202e\u2066-\u2069]/g,
    (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase()}⟩`,
  )

/**
 * Makes an element: `make('button.plain', { type: 'button', onclick }, 'Copy')`; `make('p', 'Text')`. Whatever is shown
 * is text or an element; nothing in the console parses markup.
 */
export const make = (name, ...rest) => {
  const hasProperties = rest[0]?.constructor === Object
  const properties = hasProperties ? rest[0] : {}
  const children = hasProperties ? rest.slice(1) : rest
  const [tag, ...classes] = name.split('.')
  const element = document.createElement(tag)
  if (classes.length > 0) element.className = classes.join(' ')
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value)
    else element.setAttribute(key, value === true ? '' : String(value))
  }
  for (const child of children.flat(3)) {
    if (child === undefined || child === null || child === false) continue
    element.append(typeof child === 'object' ? child : plain(String(child)))
  }
  return element
}

const FOCUSABLE = 'a[href], button, input, select, summary, video, audio, [tabindex]'

const focusablesOf = (node) => [
  ...(node.matches(FOCUSABLE) ? [node] : []),
  ...node.querySelectorAll(FOCUSABLE),
]

/** Replaces another element, and keeps the focus and the unfolded parts. */
const replace = (old, fresh) => {
  const focus = old.contains(document.activeElement) ? focusablesOf(old).indexOf(document.activeElement) : -1
  const open = [...old.querySelectorAll('details')].map((part) => part.open)
  for (const [index, part] of [...fresh.querySelectorAll('details')].entries())
    part.open = open[index] ?? part.open
  old.replaceWith(fresh)
  if (focus >= 0) focusablesOf(fresh)[focus]?.focus({ preventScroll: true })
}

/** A part for `keep`: its key, the version of its content, and how it is made. */
export const part = (key, version, build) => ({ key, version, build })

const kept = new WeakMap()

/**
 * Fills `parent` with parts, in order. A part whose key and version are as before keeps its element, with focus,
 * selection, scroll position and a playing video; only changed parts are rebuilt.
 */
export const keep = (parent, parts) => {
  const known = kept.get(parent) ?? new Map()
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

/**
 * Puts text on the clipboard; browsers offer none to sites on other machines without TLS, so there the text is selected
 * and copied.
 */
const copyText = async (text) => {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const area = make('textarea.quiet', { readonly: true })
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

/** Announces something to screen readers only. */
export const say = (text) => {
  document.getElementById('said').textContent = text
}

/** Shows a sentence for a while; an error is read out at once. */
export const toast = (text, isError = false) => {
  const box = make('p.toast', { role: isError ? 'alert' : 'status', 'data-error': isError }, text)
  document.getElementById('toasts').replaceChildren(box)
  setTimeout(() => box.remove(), isError ? 8_000 : 2_500)
}

/** A button that copies what `text()` gives. */
export const copyButton = (label, text, properties = {}) =>
  make(
    'button.plain',
    {
      type: 'button',
      ...properties,
      onclick: async () => {
        try {
          await copyText(text())
          toast('Copied.')
        } catch {
          toast('The browser did not let this page copy; select the text instead.', true)
        }
      },
    },
    label,
  )

/** A button that does something over the network, and shows what went wrong. */
export const actionButton = (label, action, options = /** @type {any} */ ({})) => {
  const { name = 'button', ...properties } = options
  return make(
    name,
    {
      type: 'button',
      ...properties,
      onclick: async ({ currentTarget: button }) => {
        if (button.getAttribute('aria-busy') === 'true') return
        button.setAttribute('aria-busy', 'true')
        try {
          await action()
        } catch (error) {
          toast(error.message, true)
        } finally {
          button.removeAttribute('aria-busy')
        }
      },
    },
    label,
  )
}

export const chip = (text, kind, title) => make('span.chip', { 'data-kind': kind, title }, text)

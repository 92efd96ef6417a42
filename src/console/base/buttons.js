/** @import { Child, Properties } from './dom-types.d.ts' */
import { byId, make } from './dom.js'

/**
 * Announces something to screen readers only.
 *
 * @type {(text: string) => void}
 */
export const say = (text) => {
  byId('said').textContent = text
}

/**
 * Shows a sentence for a while; an error is read out at once.
 *
 * @type {(text: string, isError?: boolean) => void}
 */
export const toast = (text, isError = false) => {
  const box = make('p.toast', { role: isError ? 'alert' : 'status', 'data-error': isError }, text)
  byId('toasts').replaceChildren(box)
  setTimeout(() => box.remove(), isError ? 8_000 : 2_500)
}

/** @type {(error: unknown) => string} */
export const wordsOf = (error) => (error instanceof Error ? error.message : String(error))

/**
 * Puts text on the clipboard; browsers offer none to sites on other machines without TLS, so there the text is selected
 * and copied.
 *
 * @type {(text: string) => Promise<void>}
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

/** @type {(text: string) => Promise<void>} */
export const copy = async (text) => {
  try {
    await copyText(text)
    toast('Copied.')
  } catch {
    toast('The browser did not let this page copy; select the text instead.', true)
  }
}

/**
 * A button that copies what `text()` gives.
 *
 * @type {(label: Child, text: () => string, properties?: Properties) => HTMLButtonElement}
 */
export const copyButton = (label, text, properties = {}) =>
  make('button.plain', { type: 'button', ...properties, onclick: () => copy(text()) }, label)

/**
 * A button that does something over the network, and shows what went wrong.
 *
 * @type {(label: Child, action: () => unknown, options?: Properties & { name?: 'button' | 'button.strong' | 'button.plain' }) => HTMLButtonElement}
 */
export const actionButton = (label, action, { name = 'button', ...properties } = {}) => {
  const run = async () => {
    if (button.getAttribute('aria-busy') === 'true') return
    button.setAttribute('aria-busy', 'true')
    try {
      await action()
    } catch (error) {
      toast(wordsOf(error), true)
    } finally {
      button.removeAttribute('aria-busy')
    }
  }
  const button = /** @type {HTMLButtonElement} */ (
    make(name, { type: 'button', ...properties, onclick: run }, label)
  )
  return button
}

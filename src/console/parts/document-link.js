import { make } from '../base/dom.js'
import { icon } from '../base/icon.js'

/**
 * A link to a document, which the simulator serves itself.
 *
 * @type {(name: string, about: string) => HTMLElement}
 */
export const documentLink = (name, about) =>
  make(
    'a.button.plain.square',
    {
      href: `docs/${name}`,
      target: '_blank',
      rel: 'noopener',
      title: `About ${about}`,
      'aria-label': `About ${about}`,
    },
    icon('book'),
  )

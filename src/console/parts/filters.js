/** @import { Child } from '../base/dom-types.d.ts' */
import { make } from '../base/dom.js'
import { number } from '../base/format.js'
import { readRoute, setFilter } from '../base/route.js'
import { providerTitle, tellChange } from '../store/store.js'

/**
 * A row of buttons of which one holds: `All · Queued · Running`.
 *
 * @template Item
 * @typedef {object} Choice
 * @property {string} name in the address
 * @property {string} label for screen readers
 * @property {readonly (readonly [value: string, title: string, holds: (item: Item) => boolean])[]} options
 */

/** @type {(name: string) => string} */
export const filterValue = (name) => readRoute().query.get(name) ?? ''

/**
 * What passes every choice.
 *
 * @template Item
 * @param {readonly Item[]} items
 * @param {readonly Choice<Item>[]} choices
 * @returns {readonly Item[]}
 */
export const passing = (items, choices) =>
  choices.reduce((left, { name, options }) => {
    const option = options.find(([value]) => value === filterValue(name))
    return option === undefined ? left : left.filter(option[2])
  }, items)

/** @type {(name: string, value: string, title: Child, isOn: boolean) => HTMLElement} */
const button = (name, value, title, isOn) =>
  make(
    'button.choice',
    {
      type: 'button',
      'aria-pressed': isOn ? 'true' : 'false',
      onclick: () => {
        setFilter(name, isOn ? undefined : value)
        tellChange()
      },
    },
    title,
  )

/**
 * The buttons of a choice, each with how many there are; those with none are left out.
 *
 * @template Item
 * @param {readonly Item[]} items
 * @param {Choice<Item>} choice
 * @returns {HTMLElement}
 */
export const choiceButtons = (items, { name, label, options }) => {
  const current = filterValue(name)
  const buttons = options.flatMap(([value, title, holds]) => {
    const { length } = items.filter(holds)
    if (length === 0 && value !== current) return []
    return [button(name, value, [title, make('span.count', number(length))], value === current)]
  })
  return make('span.choices', { role: 'group', 'aria-label': label, hidden: buttons.length === 0 }, buttons)
}

/** What decides whether buttons of a choice have to be drawn again. @type {(items: readonly any[], choice: Choice<any>) => string} */
export const choiceVersion = (items, { name, options }) =>
  `${filterValue(name)} ${options.map(([, , holds]) => items.reduce((sum, item) => sum + Number(holds(item)), 0)).join()}`

/**
 * A choice among the providers, if there are several.
 *
 * @param {readonly { readonly provider: string | null }[]} items
 * @returns {Choice<{ readonly provider: string | null }>}
 */
export const providerChoice = (items) => {
  const names = [...new Set(items.map(({ provider }) => provider))].filter((name) => name !== null).sort()
  return {
    name: 'provider',
    label: 'Provider',
    options:
      names.length < 2 && filterValue('provider') === ''
        ? []
        : names.map((name) => [name, providerTitle(name), ({ provider }) => provider === name]),
  }
}

/** A box that can be checked, as part of the address. @type {(name: string, title: string) => HTMLElement} */
export const filterCheck = (name, title) =>
  make(
    'label.check',
    make('input', {
      type: 'checkbox',
      checked: filterValue(name) !== '',
      onchange: (/** @type {Event} */ { currentTarget }) => {
        setFilter(name, /** @type {HTMLInputElement} */ (currentTarget).checked ? 'on' : undefined)
        tellChange()
      },
    }),
    title,
  )

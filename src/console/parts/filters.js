/** @import { Child } from '../base/dom-types.d.ts' */
import { make, part } from '../base/dom.js'
import { number } from '../base/format.js'
import { readRoute, setFilter } from '../base/route.js'
import { store, tellChange } from '../store/store.js'

/**
 * A row of buttons of which one holds: `All · Queued · Running`.
 *
 * @template Item
 * @typedef {object} Choice
 * @property {string} name in the address
 * @property {string} label for screen readers
 * @property {readonly (readonly [value: string, title: string])[]} options
 * @property {(item: Item) => string | null | readonly string[]} kindsOf the values that hold for an item
 * @property {ReadonlyMap<string, number>} [counts] of all items, where they are known without a look at each
 * @property {number} [least] with fewer values to choose from, nothing is shown
 */

/** @type {(kinds: string | null | readonly string[], value: string) => boolean} */
const holds = (kinds, value) =>
  typeof kinds === 'object' ? (kinds?.includes(value) ?? false) : kinds === value

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
  choices.reduce((left, { name, options, kindsOf }) => {
    const chosen = filterValue(name)
    if (!options.some(([value]) => value === chosen)) return left
    return left.filter((item) => holds(kindsOf(item), chosen))
  }, items)

/**
 * How many items there are of each value: one look at each, however many values there are.
 *
 * @type {(items: readonly any[], choice: Choice<any>) => ReadonlyMap<string, number>}
 */
const countsOf = (items, { kindsOf }) => {
  /** @type {Map<string, number>} */
  const counts = new Map()
  const add = (/** @type {string} */ kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1)
  for (const item of items) {
    const kinds = kindsOf(item)
    if (typeof kinds === 'string') add(kinds)
    else if (kinds !== null) for (const kind of kinds) add(kind)
  }
  return counts
}

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

/** @type {(choice: Choice<any>, counts: ReadonlyMap<string, number>) => HTMLElement} */
const choiceButtons = ({ name, label, options, least = 1 }, counts) => {
  const current = filterValue(name)
  const there = options.filter(([value]) => counts.has(value) || value === current)
  const buttons = there.map(([value, title]) =>
    button(name, value, [title, make('span.count', number(counts.get(value) ?? 0))], value === current),
  )
  const isHidden = buttons.length === 0 || (buttons.length < least && current === '')
  return make('span.choices', { role: 'group', 'aria-label': label, hidden: isHidden }, buttons)
}

/**
 * The buttons of a choice, each with how many there are; those with none are left out.
 *
 * @type {(items: readonly any[], choice: Choice<any>) => import('../base/dom-types.d.ts').Part}
 */
export const choicePart = (items, choice) => {
  const counts = choice.counts ?? countsOf(items, choice)
  const version = `${filterValue(choice.name)} ${choice.options.map(([value, title]) => `${title} ${counts.get(value)}`).join()}`
  return part(choice.name, version, () => choiceButtons(choice, counts))
}

/**
 * A choice among the providers, if there are several.
 *
 * @type {() => Choice<{ readonly provider: string | null }>}
 */
export const providerChoice = () => ({
  name: 'provider',
  label: 'Provider',
  options: store.providers.map(({ name, title }) => [name, title]),
  kindsOf: ({ provider }) => provider,
  least: 2,
})

/** @type {() => Choice<{ readonly fault: string | null }>} */
export const faultChoice = () => ({
  name: 'problem',
  label: 'Problem',
  options: [['fault', 'with a fault']],
  kindsOf: ({ fault }) => (fault === null ? null : 'fault'),
})

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

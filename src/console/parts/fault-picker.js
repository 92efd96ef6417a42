/** @import { Fault } from '../types.d.ts' */
import { make } from '../base/dom.js'
import { store } from '../store/store.js'

/**
 * @typedef {object} Chosen
 * @property {string} name empty for none
 * @property {Record<string, string>} settings those that were filled in
 */

/** @type {(fault: Fault) => string} */
const groupOf = ({ name, strikes }) => {
  if (name.startsWith('callback-')) return 'Callbacks'
  if (name.startsWith('result-') || strikes.every((kind) => kind === 'result')) return 'Result files'
  return strikes.length === 1 && strikes[0] === 'create' ? 'Tasks' : 'Responses'
}

/** @type {() => HTMLElement[]} */
const groups = () =>
  [...Map.groupBy(store.faults, groupOf)].map(([label, faults]) =>
    make(
      'optgroup',
      { label },
      faults.map(({ name }) => make('option', { value: name }, name)),
    ),
  )

/** @type {(fault: Fault, settings: Record<string, string>, changed: () => void) => HTMLElement[]} */
const settingFields = (fault, settings, changed) =>
  fault.settings.map(({ name, about, form, default: usual }) => {
    const input = make('input', {
      placeholder: usual ?? form,
      title: `${about} (${form})`,
      autocomplete: 'off',
    })
    input.addEventListener('input', () => {
      if (input.value.trim() === '') delete settings[name]
      else settings[name] = input.value.trim()
      changed()
    })
    return make('label.field', make('span', name), input)
  })

/**
 * A choice of a fault and of its settings; says what each catches.
 *
 * @param {Chosen} chosen is changed
 * @param {() => void} changed
 * @param {string} none what it is called to choose none
 */
export const faultPicker = (chosen, changed, none) => {
  const details = make('div.stack')
  const select = make('select', { 'aria-label': 'Fault' }, make('option', { value: '' }, none), groups())
  const showDetails = () => {
    const fault = store.faults.find(({ name }) => name === chosen.name)
    details.replaceChildren(
      ...(fault === undefined
        ? []
        : [make('p.hint', fault.catches), make('div.row', settingFields(fault, chosen.settings, changed))]),
    )
  }
  select.value = chosen.name
  select.addEventListener('change', () => {
    chosen.name = select.value
    chosen.settings = {}
    showDetails()
    changed()
  })
  showDetails()
  return make('div.stack', select, details)
}

/** The fault as the header X-Stuntdouble-Fault has it: `task-fails after=2s`. @type {(chosen: Chosen) => string} */
export const faultText = ({ name, settings }) =>
  [
    name,
    ...Object.entries(settings).map(([key, value]) => `${key}=${/\s/.test(value) ? `"${value}"` : value}`),
  ].join(' ')

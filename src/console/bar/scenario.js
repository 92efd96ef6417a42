/** @import { Scenario } from '../types.d.ts' */
import { call } from '../base/api.js'
import { actionButton, toast } from '../base/buttons.js'
import { byId, keep, make, part } from '../base/dom.js'
import { count } from '../base/format.js'
import { icon } from '../base/icon.js'
import { documentLink } from '../parts/document-link.js'
import { faultPicker } from '../parts/fault-picker.js'
import { loadAll } from '../store/load.js'
import { store } from '../store/store.js'
import { createPanel } from './panel.js'
import { scope, scopeWords } from './scope.js'

/** The one in which nothing goes wrong. */
const GOOD = 'happy'

/** What a scenario without a name does. @type {(scenario: Scenario) => string} */
const rulesText = ({ rules }) =>
  rules.map(({ fault, call: nth }) => `${fault}${nth === undefined ? '' : ` (call ${nth})`}`).join(', ')

/** @type {(scenario: Scenario) => string} */
const titleOf = (scenario) => (scenario.name === 'custom' ? rulesText(scenario) || 'custom' : scenario.name)

/** The scenario in force, or that accounts are in several. */
const inForce = () => {
  const { chosen } = store.scenarios
  const names = [...store.accounts.values()].map(({ scenario }) => scenario)
  const others = store.account === undefined ? names.filter((name) => name !== chosen?.name) : []
  const title = chosen === undefined ? '' : titleOf(chosen)
  return {
    title: others.length === 0 ? title : `${title} + ${[...new Set(others)].join(', ')}`,
    about:
      others.length === 0 ? (chosen?.about ?? '') : `${count(others.length, 'account')} in another scenario`,
    isGood: (chosen?.name ?? GOOD) === GOOD && others.every((name) => name === GOOD),
  }
}

/** @type {(body: unknown) => Promise<void>} */
const use = async (body) => {
  /** @type {{ scenario: Scenario, accounts: readonly string[] }} */
  const { scenario } = await call('PUT', 'scenario', { query: scope(), body })
  panel.close()
  toast(`“${titleOf(scenario)}” for ${scopeWords()}.`)
  await loadAll()
}

/** @type {(scenario: Scenario, isCurrent: boolean) => HTMLElement} */
const choice = ({ name, about, notes }, isCurrent) =>
  make(
    'li',
    actionButton(
      [make('strong', name), make('span.hint', [about, ...notes].join(' '))],
      () => use({ scenario: name }),
      { class: 'option', 'aria-pressed': isCurrent ? 'true' : 'false', 'data-alert': name !== GOOD },
    ),
  )

/** One fault for all requests, as a scenario of its own. */
const chosenFault = { name: '', settings: {} }
let when = 'every'

const WHEN = /** @type {const} */ ([
  ['every', 'on every call', {}],
  ['first', 'on the first call', { call: 1 }],
  ['second', 'on the second call', { call: 2 }],
  ['half', 'on half of the calls', { chance: 0.5 }],
])

const faultForm = () => {
  const select = make(
    'select',
    { 'aria-label': 'When' },
    WHEN.map(([value, words]) => make('option', { value }, words)),
  )
  select.value = when
  select.addEventListener('change', () => {
    when = select.value
  })
  const apply = () => {
    if (chosenFault.name === '') throw new Error('Choose a fault first.')
    const conditions = WHEN.find(([value]) => value === when)?.[2] ?? {}
    const rule = { fault: chosenFault.name, with: chosenFault.settings, ...conditions }
    return use({ scenario: { about: 'One fault, chosen in the console.', rules: [rule] } })
  }
  return make(
    'section.part',
    { 'aria-label': 'One fault' },
    make('h3', 'Or one fault for every request'),
    faultPicker(chosenFault, () => {}, 'choose a fault …'),
    make('div.row', select, actionButton('Use this fault', apply, { name: 'button.strong' })),
  )
}

const drawPanel = () => {
  const { items, chosen } = store.scenarios
  keep(panel.panel, [
    part('head', `${scopeWords()}`, () =>
      make(
        'div.row.panel-head',
        make('span', make('strong', 'Scenario'), ` for ${scopeWords()}`),
        make('span.spacer'),
        documentLink('faults.md', 'faults and scenarios'),
      ),
    ),
    part('list', `${items.length} ${chosen?.name}`, () =>
      make(
        'ul.options',
        items.map((each) => choice(each, each.name === chosen?.name)),
      ),
    ),
    part('fault', store.faults.length, faultForm),
  ])
}

const panel = createPanel('scenario-panel', drawPanel)

/** Shows which scenario is in force, in red unless it is the one in which nothing goes wrong. */
export const drawScenario = () => {
  const { title, about, isGood } = inForce()
  keep(byId('scenario'), [
    part('tile', `${title} ${about} ${isGood}`, () =>
      make(
        'button.tile',
        { type: 'button', popovertarget: 'scenario-panel', 'data-alert': !isGood, title: about },
        make('span.tile-name', 'Scenario'),
        make(
          'span.tile-value',
          isGood ? undefined : icon('bolt'),
          make('span.tile-text', title),
          icon('chevron'),
        ),
      ),
    ),
  ])
  panel.refresh()
}

import { byId, keep, make, part } from '../base/dom.js'
import { goTo, readRoute } from '../base/route.js'
import { accountTitle, store } from '../store/store.js'

const box = () => /** @type {HTMLSelectElement} */ (byId('account'))

/** Lists the accounts, by what people call them. */
export const drawAccounts = () => {
  const names = [...store.accounts.keys()]
  if (store.account !== undefined && !store.accounts.has(store.account)) names.unshift(store.account)
  keep(box(), [
    part('', '', () => make('option', { value: '' }, 'All accounts')),
    ...names.map((name) => {
      const title = accountTitle(name)
      return part(`account ${name}`, title, () => make('option', { value: name }, title))
    }),
  ])
  const value = store.account ?? ''
  if (box().value !== value) box().value = value
}

/** Lets people choose one. */
export const listenToAccounts = () =>
  box().addEventListener('change', () => {
    goTo([readRoute().view], box().value === '' ? null : box().value)
  })

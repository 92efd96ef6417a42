import { accountTitle, store } from '../store/store.js'

/** Whom a change concerns, as a query: the chosen account if it exists, else all. */
export const scope = () => ({ account: store.isThere ? store.account : undefined })

/** The same in words. */
export const scopeWords = () =>
  store.account === undefined || !store.isThere
    ? 'every account, and all new ones'
    : accountTitle(store.account)

/**
 * A place in the console: `#/task/<id>?account=<name>&phase=failed`. What a list is filtered by is part of it, so that
 * every sight can be sent to somebody.
 *
 * @typedef {object} Route
 * @property {string} view the list
 * @property {string | undefined} id what is open beside it
 * @property {'item' | 'new' | 'start' | undefined} pane what is shown beside the list
 * @property {string | undefined} account
 * @property {URLSearchParams} query
 */

/** @type {Readonly<Record<string, string>>} */
const LIST_OF = { task: 'tasks', request: 'requests', callback: 'callbacks', inbox: 'inbox', bill: 'bill' }
const LISTS = ['tasks', 'requests', 'callbacks', 'inbox', 'bill']

/** @type {(text: string) => string} */
const decoded = (text) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** @type {(first: string, id: string | undefined) => Pick<Route, 'view' | 'id' | 'pane'>} */
const placeOf = (first, id) => {
  if (first === 'new' || first === 'start') return { view: 'tasks', id, pane: first }
  if (id !== undefined && Object.hasOwn(LIST_OF, first))
    return { view: LIST_OF[first] ?? 'tasks', id, pane: 'item' }
  return { view: LISTS.includes(first) ? first : 'tasks', id: undefined, pane: undefined }
}

/** @type {(hash?: string) => Route} */
export const readRoute = (hash = location.hash) => {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?')
  const [first = '', id = ''] = path.split('/').map(decoded)
  const query = new URLSearchParams(search)
  return { ...placeOf(first, id === '' ? undefined : id), account: query.get('account') ?? undefined, query }
}

/** @type {(path: readonly string[], query: URLSearchParams) => string} */
const hashOf = (path, query) => {
  const search = query.toString()
  return `#/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
}

/**
 * A link within the console: it keeps the account and, within one list, what that is filtered by.
 *
 * @type {(path: readonly string[], account?: string | null) => string}
 */
export const linkTo = (path, account = readRoute().account ?? null) => {
  const { view, query } = readRoute()
  const isSameList = view === placeOf(path[0] ?? '', path[1]).view
  const next = new URLSearchParams(isSameList ? query : undefined)
  next.delete('account')
  if (account !== null) next.set('account', account)
  return hashOf(path, next)
}

/** @type {(path: readonly string[], account?: string | null) => void} */
export const goTo = (path, account) => {
  location.hash = linkTo(path, account)
}

/**
 * Filters the list by something, or no longer, without another entry in the history.
 *
 * @type {(name: string, value: string | undefined) => void}
 */
export const setFilter = (name, value) => {
  const { query } = readRoute()
  if (value === undefined || value === '') query.delete(name)
  else query.set(name, value)
  const path = location.hash.replace(/^#\/?/, '').split('?')[0] ?? ''
  history.replaceState(null, '', hashOf((path === '' ? 'tasks' : path).split('/').map(decoded), query))
}

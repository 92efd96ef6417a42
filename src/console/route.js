import { make } from './dom.js'

/** A place in the console: `#/task/<id>?account=<name>`. */

const VIEWS = { task: 'tasks', request: 'requests', callback: 'callbacks', inbox: 'inbox' }

const part = (text) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The view, what is chosen in it, and the account. */
export const readRoute = (hash = location.hash) => {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [first = '', id = '', item] = path.split('/').map(part)
  const view = VIEWS[first] ?? (Object.values(VIEWS).includes(first) ? first : 'tasks')
  const hasId = Object.hasOwn(VIEWS, first) && id !== ''
  return {
    view,
    id: hasId ? id : undefined,
    item: hasId && item !== undefined ? item : undefined,
    account: new URLSearchParams(query).get('account') ?? undefined,
  }
}

/** A link within the console that keeps the account. */
export const linkTo = (path, account = readRoute().account) =>
  `#/${path.map(encodeURIComponent).join('/')}${account === undefined ? '' : `?account=${encodeURIComponent(account)}`}`

/** A row of a list, which is a link to its details. */
export const rowLink = (kind, path, ...cells) =>
  make('li', make(`a.row-link.${kind}-row`, { href: linkTo(path) }, cells))

/** @import { Route } from './base/route.js' */
/** @import { Part } from './base/dom-types.d.ts' */
import { byId, keep, make, part } from './base/dom.js'
import { icon } from './base/icon.js'
import { linkTo } from './base/route.js'
import { store } from './store/store.js'
import { composePane } from './views/compose.js'
import { viewNamed } from './views/index.js'
import { startHere, startVersion } from './views/start.js'

const pane = () => byId('detail')

/** What is shown: its title, and its parts. @typedef {{ title: string, parts: readonly Part[], key: string }} Content */

/** @type {(route: Route) => Content | undefined} */
const itemContent = ({ view, id = '' }) => {
  const { detail, singular } = viewNamed(view) ?? {}
  if (detail === undefined) return undefined
  const item = detail.find(id)
  const key = `${singular} ${id}`
  if (item !== undefined) return { title: detail.title(item), parts: detail.parts(item), key }
  return {
    title: singular ?? '',
    parts: [part('missing', 0, () => make('p.hint', store.isLoaded ? detail.missing : 'Reading …'))],
    key: `missing ${key}`,
  }
}

/** On a wide screen, what to do first stays beside the list of tasks. @type {(route: Route) => boolean} */
const hasGuide = ({ view, pane: kind }) =>
  kind === 'start' || (kind === undefined && view === 'tasks' && store.tasks.size > 0)

/** @type {(route: Route) => Content | undefined} */
const contentOf = (route) => {
  if (route.pane === 'item') return itemContent(route)
  if (route.pane === 'new') return { ...composePane(route.id), key: `new ${route.id}` }
  if (!hasGuide(route)) return undefined
  return { title: 'Start here', parts: [part('start', startVersion(), startHere)], key: 'start' }
}

/** @type {(content: Content, route: Route) => HTMLElement} */
const head = ({ title }, { view }) =>
  make(
    'div.detail-head',
    make(
      'a.button.plain.square',
      { href: linkTo([view]), 'aria-label': `Close, and back to the ${view}` },
      icon('close'),
    ),
    make('h2', { tabindex: '-1' }, title),
  )

let drawn = ''

/** @type {(route: Route) => void} */
export const drawDetail = (route) => {
  const content = store.isLoaded || route.pane === 'item' ? contentOf(route) : undefined
  const isGuide = content?.key === 'start' && route.pane === undefined
  pane().hidden = content === undefined
  const main = byId('main')
  main.toggleAttribute('data-detail', content !== undefined)
  main.toggleAttribute('data-guide', isGuide)
  document.title = content === undefined || isGuide ? 'stuntdouble' : `${content.title} · stuntdouble`
  if (content === undefined) return
  if (drawn !== content.key) pane().scrollTop = 0
  drawn = content.key
  const version = `${content.title} ${route.view} ${location.hash}`
  keep(pane(), [
    ...(isGuide ? [] : [part(`${content.key} head`, version, () => head(content, route))]),
    ...content.parts.map((each) => ({ ...each, key: `${content.key} ${each.key}` })),
  ])
}

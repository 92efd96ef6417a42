import { announceEnds } from './announce.js'
import { drawAccounts, listenToAccounts } from './bar/account.js'
import { drawBill } from './bar/bill.js'
import { drawClock } from './bar/clock.js'
import { fillMenu } from './bar/menu.js'
import { drawScenario } from './bar/scenario.js'
import { toast, wordsOf } from './base/buttons.js'
import { byId, keep, make, part } from './base/dom.js'
import { number } from './base/format.js'
import { linkTo, readRoute } from './base/route.js'
import { drawDetail } from './detail-pane.js'
import { isNarrow, onKey } from './keyboard.js'
import { drawList, watchWidth } from './list-pane.js'
import { refreshAbout } from './store/load.js'
import { passTime } from './store/phases.js'
import { onChange, store } from './store/store.js'
import { choose, lookAtTasks, stop, watch } from './store/watch.js'
import { VIEWS, viewNamed } from './views/index.js'

/** How often clocks and lanes move, real ms. */
const BEAT_MS = 250
/** How often accounts and bill are read again although nothing has happened, real ms. */
const REFRESH_MS = 5_000

const drawLink = () => {
  const link = byId('link')
  if (link.dataset.kind === store.link) return
  link.dataset.kind = store.link
  link.textContent = store.link === 'lost' ? 'not connected, trying again' : store.link
}

/** @type {(name: string, title: string, total: number | undefined, isCurrent: boolean) => HTMLElement} */
const tab = (name, title, total, isCurrent) =>
  make(
    'a',
    { href: linkTo([name]), 'aria-current': isCurrent ? 'page' : undefined },
    title,
    total !== undefined && make('span.count', number(total)),
  )

const drawViews = () => {
  const { view } = readRoute()
  const tabs = VIEWS.map(({ list: { name, title, total } }) => ({ name, title, total: total() }))
  keep(
    byId('views'),
    [...tabs, { name: 'bill', title: 'Bill', total: undefined }].map(({ name, title, total }) =>
      part(name, `${total} ${view === name} ${linkTo([name])}`, () => tab(name, title, total, view === name)),
    ),
  )
}

const drawNow = () => {
  passTime()
  const route = readRoute()
  drawLink()
  drawAccounts()
  drawScenario()
  drawClock()
  drawBill()
  drawViews()
  drawDetail(route)
  drawList(route)
  announceEnds()
}

let isAsked = false

/**
 * Draws once before the next frame, however much has changed. A console in the background has no frames, and draws when
 * it becomes visible.
 */
const draw = () => {
  if (isAsked) return
  isAsked = true
  requestAnimationFrame(() => {
    isAsked = false
    drawNow()
  })
}

/** What has the focus after going somewhere. @type {(oldURL: string) => void} */
const placeFocus = (oldURL) => {
  const route = readRoute()
  const before = readRoute(new URL(oldURL).hash)
  // On a narrow screen the list is hidden, and with it the element that had the focus.
  if (route.pane !== undefined && isNarrow())
    byId('detail').querySelector('h2')?.focus({ preventScroll: true })
  if (route.pane !== undefined || before.pane !== 'item' || before.view !== route.view) return
  const path = `${viewNamed(before.view)?.singular}/${before.id}`
  for (const link of byId('list').querySelectorAll('a.row-link'))
    if (link instanceof HTMLElement && link.dataset.path === path) link.focus()
}

const start = () => {
  onChange(draw)
  addEventListener('hashchange', ({ oldURL }) => {
    choose(readRoute().account)
    drawNow()
    placeFocus(oldURL)
  })
  addEventListener('keydown', onKey)
  addEventListener('unhandledrejection', ({ reason }) => toast(wordsOf(reason), true))
  byId('skip').addEventListener('click', (event) => {
    // The part of the address after the # is ours.
    event.preventDefault()
    byId('main').focus()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) stop()
    else watch()
  })
  listenToAccounts()
  watchWidth()
  fillMenu()
  store.account = readRoute().account
  drawNow()
  watch()
  // Tasks end and clocks move without an event.
  setInterval(() => {
    if (document.hidden || !store.isLoaded) return
    lookAtTasks()
    if (store.clock?.kind === 'real') draw()
  }, BEAT_MS)
  setInterval(() => {
    if (!document.hidden && store.link === 'live') refreshAbout()
  }, REFRESH_MS)
}

start()

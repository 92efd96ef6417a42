import { callbackDetail, callbacksView } from './callbacks.js'
import { fillControls } from './controls.js'
import { keep, make, part, say, toast } from './dom.js'
import { inboxDetail, inboxView, readInbox } from './inbox.js'
import { requestDetail, requestsView } from './requests.js'
import { linkTo, readRoute } from './route.js'
import {
  choose,
  isUnderWay,
  lookAtTasks,
  onChange,
  phaseOf,
  refreshAbout,
  stop,
  store,
  watch,
} from './store.js'
import { taskDetail } from './task.js'
import { tasksView } from './tasks.js'
import { noCallbacks, noInboxes, noRequests, noTasks } from './welcome.js'

const VIEWS = [
  { ...tasksView, detail: taskDetail, singular: 'task', empty: noTasks },
  { ...requestsView, detail: requestDetail, singular: 'request', empty: noRequests },
  { ...callbacksView, detail: callbackDetail, singular: 'callback', empty: noCallbacks },
  { ...inboxView, detail: inboxDetail, singular: 'inbox', empty: noInboxes },
]

/** @type {(id: string) => any} */
const byId = (id) => document.getElementById(id)

/** How many rows are shown at first, and how many more each time. */
const PORTION = 100
const shownOf = new Map()
const wordsOf = new Map()

// --- Drawing

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

const drawNow = () => {
  const route = readRoute()
  const view = VIEWS.find(({ name }) => name === route.view)
  drawLink()
  drawAccounts()
  fillControls()
  drawViews(route)
  drawList(view, route)
  drawDetail(view, route)
  announce()
}

const drawLink = () => {
  const link = byId('link')
  if (link.dataset.kind === store.link) return
  link.dataset.kind = store.link
  link.textContent = store.link === 'lost' ? 'not connected, trying again' : store.link
}

let drawnAccounts

const drawAccounts = () => {
  const drawn = `${store.account} ${[...store.accounts.keys()].join()}`
  if (drawn === drawnAccounts) return
  drawnAccounts = drawn
  const select = byId('account')
  const names = [...store.accounts.keys()]
  if (store.account !== undefined && !store.accounts.has(store.account)) names.unshift(store.account)
  const options = [undefined, ...names].map((name) =>
    part(name ?? '', name ?? '', () => make('option', { value: name ?? '' }, name ?? 'All accounts')),
  )
  keep(select, options)
  const value = store.account ?? ''
  if (select.value !== value) select.value = value
}

const drawViews = (route) =>
  keep(
    byId('views'),
    VIEWS.map(({ name, title, total }) =>
      part(name, `${total()} ${route.view === name} ${store.account}`, () =>
        make(
          'a',
          { href: linkTo([name]), 'aria-current': route.view === name ? 'page' : undefined },
          title,
          make('span.count', total().toLocaleString('en')),
        ),
      ),
    ),
  )

const searchBox = (view) => {
  const input = make('input.search', { type: 'search', placeholder: view.search, 'aria-label': view.search })
  input.value = wordsOf.get(view.name) ?? ''
  input.addEventListener('input', () => {
    wordsOf.set(view.name, input.value)
    draw()
  })
  return input
}

const moreButton = (view, left) => {
  const more = () => {
    shownOf.set(view.name, (shownOf.get(view.name) ?? PORTION) + PORTION)
    draw()
  }
  return make(
    'button.plain.more',
    { type: 'button', onclick: more },
    `Show more (${left.toLocaleString('en')} older)`,
  )
}

const foundIn = (view) => {
  const items = view.all().reverse()
  const words = (wordsOf.get(view.name) ?? '').toLowerCase().split(/\s+/)
  const matches = (item) => {
    const text = view.text(item).join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return words.join('') === '' ? items : items.filter(matches)
}

const drawList = (view, route) => {
  const pane = byId('list')
  pane.setAttribute('aria-label', view.title)
  if (!store.isLoaded) return keep(pane, [part('wait', store.link, waitingNote)])
  if (view.total() === 0) {
    const version = `${store.account} ${store.isThere} ${store.clock?.kind}`
    return keep(pane, [part(`${view.name} empty`, version, view.empty)])
  }
  const found = foundIn(view)
  const shown = found.slice(0, shownOf.get(view.name) ?? PORTION)
  const left = found.length - shown.length
  const dropped = view.dropped()
  const notes = [
    ...(found.length === 0 ? ['Nothing here matches.'] : []),
    ...(dropped > 0 && left === 0 ? [`${dropped.toLocaleString('en')} older ones are no longer kept.`] : []),
  ]
  const parts = [
    part('tools', 0, () => make('div.tools', searchBox(view), view.tools(draw))),
    part('rows', 0, () => make('ol.rows', { 'aria-label': view.title })),
    ...(left > 0 ? [part('more', left, () => moreButton(view, left))] : []),
    ...notes.map((note) => part(note, 0, () => make('p.hint.none', note))),
  ]
  keep(
    pane,
    parts.map((each) => ({ ...each, key: `${view.name} ${each.key}` })),
  )
  keep(pane.querySelector('.rows'), view.rows(shown))
  const current = route.id === undefined ? undefined : linkTo([view.singular, route.id])
  for (const link of pane.querySelectorAll('a.row-link')) {
    if (link.getAttribute('href') === current) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
}

const waitingNote = () =>
  make(
    'p.hint.none',
    store.link === 'lost' ? 'The simulator does not respond; is it still running?' : 'Reading …',
  )

const drawDetail = (view, route) => {
  const pane = byId('detail')
  const isOpen = route.id !== undefined
  pane.hidden = !isOpen
  byId('main').toggleAttribute('data-detail', isOpen)
  if (!isOpen) {
    document.title = `${view.title} · stuntdouble`
    return keep(pane, [])
  }
  const item = view.detail.find(route.id)
  const title = item === undefined ? (store.isLoaded ? 'Not here' : 'Reading …') : view.detail.title(item)
  document.title = `${title.slice(0, 60)} · stuntdouble`
  if (view.name === 'inbox') void readInbox(route.id, draw)
  keep(pane, [
    part(`${route.id} title`, title, () =>
      make(
        'div.row.title',
        make('a.back', {
          href: linkTo([view.name]),
          'aria-label': `Close, and back to the ${view.title.toLowerCase()}`,
        }),
        make('h2', { tabindex: '-1' }, title),
      ),
    ),
    ...(item === undefined
      ? [part('missing', store.isLoaded, () => make('p.hint', store.isLoaded ? view.detail.missing : ''))]
      : // Nothing is reused from one item to the next.
        view.detail.parts(item).map((each) => ({ ...each, key: `${route.id} ${each.key}` }))),
  ])
}

// --- What screen readers are told

const told = new Map()

/** Announces which tasks have ended since the last time. */
const announce = () => {
  const ended = []
  for (const task of store.tasks.values()) {
    const phase = phaseOf(task)
    const before = told.get(task.id)
    if (before === phase) continue
    told.set(task.id, phase)
    if (before !== undefined && !isUnderWay(task))
      ended.push(`${(task.prompt ?? task.id).slice(0, 80)}: ${phase}`)
  }
  if (told.size > 5_000) told.clear()
  if (ended.length > 0) say(ended.length > 3 ? `${ended.length} tasks have ended` : ended.join('. '))
}

// --- Moving around

const isNarrow = () => matchMedia('(max-width: 820px)').matches

const moved = ({ oldURL }) => {
  const route = readRoute()
  choose(route.account)
  drawNow()
  const before = oldURL === undefined ? undefined : readRoute(new URL(oldURL).hash)
  if (route.id !== undefined) {
    byId('detail').scrollTop = 0
    // On a narrow screen the list is hidden, and with it the element that had the focus.
    if (isNarrow()) {
      window.scrollTo(0, 0)
      byId('detail').querySelector('h2')?.focus({ preventScroll: true })
    }
  } else if (before?.id !== undefined && before.view === route.view) {
    const singular = VIEWS.find(({ name }) => name === route.view)?.singular
    const link = [...byId('list').querySelectorAll('a.row-link')].find(
      (each) => each.getAttribute('href') === linkTo([singular, before.id]),
    )
    link?.focus()
  }
}

/** Up and down go from row to row; Escape closes the details. */
const onKey = (event) => {
  const isTyping = event.target.matches('input, select, textarea, video, audio')
  if (event.key === 'Escape' && !isTyping && readRoute().id !== undefined) {
    location.hash = linkTo([readRoute().view])
    return
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !event.target.matches('a.row-link')) return
  const links = [...byId('list').querySelectorAll('a.row-link')]
  const next = links[links.indexOf(event.target) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  if (!isNarrow() && readRoute().id !== undefined) location.replace(next.getAttribute('href'))
}

const THEMES = ['system', 'light', 'dark']
const THEME_KEY = 'stuntdouble-theme'

const SIGNS = { system: '◐', light: '☀', dark: '☾' }

const drawTheme = () => {
  const theme = document.documentElement.dataset.theme ?? 'system'
  byId('theme').replaceChildren(make('span', { 'aria-hidden': 'true' }, SIGNS[theme]), make('span', theme))
  byId('theme').setAttribute('aria-label', `Theme: ${theme}`)
}

const nextTheme = () => {
  const { dataset } = document.documentElement
  const next = THEMES[(THEMES.indexOf(dataset.theme ?? 'system') + 1) % THEMES.length]
  if (next === 'system') delete dataset.theme
  else dataset.theme = next
  try {
    if (next === 'system') localStorage.removeItem(THEME_KEY)
    else localStorage.setItem(THEME_KEY, next)
  } catch {
    // It applies until the console is closed.
  }
  drawTheme()
}

const start = () => {
  onChange(draw)
  addEventListener('hashchange', moved)
  addEventListener('keydown', onKey)
  byId('account').addEventListener('change', ({ currentTarget }) => {
    const { view } = readRoute()
    location.hash = linkTo([view], currentTarget.value === '' ? undefined : currentTarget.value)
  })
  byId('theme').addEventListener('click', nextTheme)
  byId('skip').addEventListener('click', (event) => {
    // The part of the address after the # is ours.
    event.preventDefault()
    byId('main').focus()
  })
  byId('controls-toggle').addEventListener('click', ({ currentTarget }) => {
    const isOpen = document.body.toggleAttribute('data-controls')
    currentTarget.setAttribute('aria-expanded', String(isOpen))
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) stop()
    else watch()
  })
  drawTheme()
  store.account = readRoute().account
  drawNow()
  watch()
  // Tasks end and clocks move without an event.
  setInterval(() => {
    if (document.hidden || !store.isLoaded) return
    lookAtTasks()
    if (store.clock?.kind === 'real') draw()
  }, 250)
  setInterval(() => {
    if (!document.hidden && store.link === 'live') refreshAbout()
  }, 5_000)
}

addEventListener('unhandledrejection', ({ reason }) => toast(String(reason?.message ?? reason), true))
start()

import { call, eventsOf } from './api.js'

/** What the console knows: the newest items of what the control API lists, kept up to date by its events. */
export const store = {
  /** The chosen account's name; undefined for all. */
  account: undefined,
  /** Whether the chosen account has been opened. */
  isThere: true,
  isLoaded: false,
  /** 'connecting', 'live' or 'lost' */
  link: 'connecting',
  accounts: new Map(),
  clock: undefined,
  scenarios: { items: [], current: '' },
  tasks: new Map(),
  exchanges: new Map(),
  deliveries: new Map(),
  inboxes: [],
  /** How many older ones the simulator no longer has, or the console does not show. */
  dropped: { tasks: 0, exchanges: 0, deliveries: 0 },
}

const MOST = 1_000
const TERMINAL = new Set(['succeeded', 'failed'])

let changed = () => undefined
/** Listeners called after a change. */
export const onChange = (listener) => {
  changed = listener
}

// --- What belongs to a task, and how often that changed

const exchangesByTask = new Map()
const versions = new Map()

const touch = (taskId) => versions.set(taskId, (versions.get(taskId) ?? 0) + 1)

export const versionOf = (taskId) => versions.get(taskId) ?? 0
export const exchangesOf = (taskId) => exchangesByTask.get(taskId) ?? []
export const deliveriesOf = (taskId) =>
  [...store.deliveries.values()].filter((delivery) => delivery.taskId === taskId)

/** Returns the one that had to go. */
const put = (map, item) => {
  map.set(item.id, item)
  if (map.size <= MOST) return undefined
  const oldest = map.values().next().value
  map.delete(oldest.id)
  return oldest
}

const putExchange = (exchange) => {
  if (store.exchanges.has(exchange.id)) return
  const gone = put(store.exchanges, exchange)
  exchangesByTask.get(gone?.task)?.shift()
  if (exchange.task === null) return
  const its = exchangesByTask.get(exchange.task)
  if (its === undefined) exchangesByTask.set(exchange.task, [exchange])
  else its.push(exchange)
  touch(exchange.task)
}

const putTask = (task) => {
  put(store.tasks, task)
  touch(task.id)
}

const putDelivery = (delivery) => {
  put(store.deliveries, delivery)
  touch(delivery.taskId)
}

// --- Time

/** What each account's clock showed, and when, by the browser's own clock. */
const readings = new Map()

const readClock = (name, now) => readings.set(name, { now, readAt: performance.now() })

/** A clock never goes back: whatever happened, happened by then. */
const sawTime = (name, at) => {
  if (at > nowOf(name)) readClock(name, at)
}

/** What an account's clock shows now; without a name, the server's. */
export const nowOf = (name = '') => {
  const { now, readAt } = readings.get(name) ?? readings.get('') ?? { now: 0, readAt: 0 }
  return now + (performance.now() - readAt) * (store.clock?.speed ?? 0)
}

/** The phase of a task by now, which may be further on than when it was last reported. */
export const phaseOf = (task) => {
  if (TERMINAL.has(task.phase)) return task.phase
  const now = nowOf(task.account)
  return task.steps.findLast(({ at }) => at !== null && at <= now)?.phase ?? task.phase
}

export const isUnderWay = (task) => !TERMINAL.has(phaseOf(task))

// --- Reading it all

let loading = 0
let waiting

const filled = (map, items) => {
  map.clear()
  for (const item of items) map.set(item.id, item)
}

const loadLists = async () => {
  const query = { account: store.account, limit: MOST }
  const [tasks, exchanges, deliveries] = await Promise.all(
    ['tasks', 'exchanges', 'deliveries'].map((path) => call('GET', path, { query })),
  )
  return () => {
    exchangesByTask.clear()
    store.exchanges.clear()
    for (const exchange of exchanges.items) putExchange(exchange)
    filled(store.tasks, tasks.items)
    filled(store.deliveries, deliveries.items)
    for (const { id } of tasks.items) touch(id)
    store.dropped = { tasks: tasks.dropped, exchanges: exchanges.dropped, deliveries: deliveries.dropped }
  }
}

/** Accounts, clock and scenarios; the server's if the chosen account was never opened. */
const loadAbout = async () => {
  const { account } = store
  const [accounts, inboxes] = await Promise.all([call('GET', 'accounts'), call('GET', 'inbox')])
  const isThere = account === undefined || accounts.items.some(({ name }) => name === account)
  const query = { account: isThere ? account : undefined }
  const [clock, scenarios] = await Promise.all(
    ['clock', 'scenarios'].map((path) => call('GET', path, { query })),
  )
  return () => {
    // Another account was chosen meanwhile.
    if (account !== store.account) return
    store.accounts = new Map(accounts.items.map((each) => [each.name, each]))
    store.isThere = isThere
    store.clock = clock
    store.scenarios = scenarios
    store.inboxes = inboxes.items
    for (const { name, now } of accounts.items) readClock(name, now)
    readClock(account ?? '', clock.now)
  }
}

/** Reads everything again. Events that arrive meanwhile are applied afterwards. */
export const loadAll = async () => {
  loading += 1
  const round = loading
  waiting = []
  try {
    const apply = await Promise.all([loadAbout(), loadLists()])
    if (round !== loading) return
    for (const each of apply) each()
    store.isLoaded = true
  } finally {
    if (round === loading) {
      const late = waiting
      waiting = undefined
      for (const event of late) take(event)
      changed()
    }
  }
}

/** Runs `run` soon, once for however many calls, and not so often that it keeps the simulator busy. */
const soon = (ms, run) => {
  let isBooked = false
  let isWanted = false
  let tookMs = 0
  const fire = async () => {
    isWanted = false
    const startedAt = performance.now()
    try {
      await run()
    } catch {
      // The state of the stream shows that the simulator is gone.
    }
    tookMs = performance.now() - startedAt
    isBooked = false
    if (isWanted) ask()
  }
  const ask = () => {
    isWanted = true
    if (isBooked) return
    isBooked = true
    setTimeout(fire, Math.max(ms, tookMs * 5))
  }
  return ask
}

export const refreshAbout = soon(250, async () => {
  const apply = await loadAbout()
  apply()
  changed()
})

const stale = new Set()

/** Tasks whose reads, failure or result have changed since they were reported. */
const refreshTasks = soon(150, async () => {
  const ids = [...stale]
  stale.clear()
  const queries = ids.length > 5 ? [{ limit: MOST }] : ids.map((task) => ({ task }))
  const lists = await Promise.all(
    queries.map((query) => call('GET', 'tasks', { query: { account: store.account, ...query } })),
  )
  for (const { items } of lists) for (const task of items) if (store.tasks.has(task.id)) putTask(task)
  changed()
})

const refreshTask = (id) => {
  if (!store.tasks.has(id)) return
  stale.add(id)
  refreshTasks()
}

/** Tasks end without an event: finds out which have ended. */
export const lookAtTasks = () => {
  for (const task of store.tasks.values()) {
    if (!TERMINAL.has(task.phase) && !isUnderWay(task)) refreshTask(task.id)
  }
}

// --- Events

const isOurs = (account) => store.account === undefined || account === store.account

const takers = {
  exchange: (exchange) => {
    putExchange(exchange)
    if (exchange.account !== null) sawTime(exchange.account, exchange.at)
    if (exchange.task !== null) refreshTask(exchange.task)
  },
  task: (task) => {
    sawTime(task.account, task.createdAt)
    putTask(task)
  },
  delivery: (delivery) => {
    putDelivery(delivery)
    const last = delivery.attempts.at(-1)
    if (last !== undefined) sawTime(delivery.account, last.at)
    refreshTask(delivery.taskId)
  },
  clock: (clock, account) => {
    readClock(account ?? '', clock.now)
    lookAtTasks()
  },
  scenario: () => undefined,
  inbox: () => undefined,
  forgotten: ({ list }) => list === 'exchanges' && void loadAll(),
  reset: () => void loadAll(),
}

const take = ({ type, account, item }) => {
  if (waiting !== undefined) return void waiting.push({ type, account, item })
  if (account !== null || type === 'exchange') {
    if (!isOurs(account)) return
  }
  takers[type](item, account)
  refreshAbout()
  changed()
}

let stream
let retry
const RETRY_MS = 1_000

const setLink = (link) => {
  store.link = link
  changed()
}

/** Watches the chosen account. Whenever the stream opens, the first time or after a gap, everything is read again. */
export const watch = () => {
  stop()
  stream = eventsOf(store.account)
  stream.onopen = () => {
    setLink('live')
    loadAll().catch(lost)
  }
  stream.onerror = lost
  for (const type of Object.keys(takers)) {
    stream.addEventListener(type, ({ data }) => take({ type, ...JSON.parse(data) }))
  }
}

const lost = () => {
  setLink('lost')
  stop()
  retry = setTimeout(watch, RETRY_MS)
}

/** A browser has few connections per server: a console in the background keeps none. */
export const stop = () => {
  clearTimeout(retry)
  stream?.close()
}

/** Switches to another account. */
export const choose = (account) => {
  if (account === store.account) return
  store.account = account
  store.isLoaded = false
  loading += 1
  for (const map of [store.tasks, store.exchanges, store.deliveries]) map.clear()
  watch()
}

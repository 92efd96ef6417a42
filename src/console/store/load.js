/** @import { Account, Bill, Clock, Delivery, Exchange, Fault, Inbox, List, Provider, Scenario, Task } from '../types.d.ts' */
import { call } from '../base/api.js'
import { soon } from './soon.js'
import { forgetLists, MOST, putDelivery, putExchange, putTask, store, tellChange } from './store.js'
import { readClock, readSpeed } from './time.js'

/** How many of each list come first, so that something is there at once. */
const FIRST = 200

/**
 * Reads the lists. The newest come first; the rest follows if there is more.
 *
 * @param {number} limit
 * @returns {Promise<{ apply: () => void, isAll: boolean }>}
 */
const loadLists = async (limit) => {
  const query = { account: store.account, limit }
  const [tasks, exchanges, deliveries] =
    /** @type {[List<Task>, List<Exchange>, List<Delivery>]} */
    (await Promise.all(['tasks', 'exchanges', 'deliveries'].map((path) => call('GET', path, { query }))))
  const apply = () => {
    forgetLists()
    for (const exchange of exchanges.items) putExchange(exchange)
    for (const task of tasks.items) putTask(task)
    for (const delivery of deliveries.items) putDelivery(delivery)
    store.dropped = { tasks: tasks.dropped, exchanges: exchanges.dropped, deliveries: deliveries.dropped }
  }
  return { apply, isAll: [tasks, exchanges, deliveries].every(({ items }) => items.length < limit) }
}

/** Accounts, bill, clock and scenarios; the server's if the chosen account was never opened. */
const loadAbout = async () => {
  const { account } = store
  const [accounts, inboxes] =
    /** @type {[List<Account>, List<Inbox>]} */
    (await Promise.all([call('GET', 'accounts'), call('GET', 'inbox')]))
  const isThere = account === undefined || accounts.items.some(({ name }) => name === account)
  const query = { account: isThere ? account : undefined }
  const [clock, scenarios, bill] =
    /** @type {[Clock, List<Scenario> & { chosen: Scenario }, Bill]} */
    (await Promise.all(['clock', 'scenarios', 'bill'].map((path) => call('GET', path, { query }))))
  return () => {
    // Another account was chosen meanwhile.
    if (account !== store.account) return
    store.accounts = new Map(accounts.items.map((each) => [each.name, each]))
    store.isThere = isThere
    store.clock = clock
    readSpeed(clock.speed)
    store.scenarios = scenarios
    store.bill = bill
    store.inboxes = inboxes.items
    for (const { name, now } of accounts.items) readClock(name, now)
    readClock(account ?? '', clock.now)
  }
}

/** What there is to choose from; it does not change. */
const loadChoices = async () => {
  if (store.providers.length > 0) return
  const [providers, faults] =
    /** @type {[List<Provider>, List<Fault>]} */
    (await Promise.all([call('GET', 'providers'), call('GET', 'faults')]))
  store.providers = providers.items
  store.faults = faults.items
}

let round = 0
/** Events that arrive while everything is read again. @type {(() => void)[] | undefined} */
let waiting

/** Runs what an event changes, now or once everything is read. @type {(apply: () => void) => void} */
export const whenLoaded = (apply) => {
  if (waiting === undefined) apply()
  else waiting.push(apply)
}

/** What was being read is no longer wanted. */
export const abandonLoad = () => {
  round += 1
  waiting = undefined
}

/** Reads everything again. Events that arrive meanwhile are applied afterwards. */
export const loadAll = async () => {
  abandonLoad()
  const mine = round
  const isCurrent = () => mine === round
  for (const limit of [FIRST, MOST]) {
    waiting = []
    try {
      const [about, lists] = await Promise.all([loadAbout(), loadLists(limit), loadChoices()])
      if (!isCurrent()) return
      about()
      lists.apply()
      store.isLoaded = true
      if (lists.isAll) break
    } finally {
      if (isCurrent()) {
        const late = waiting
        waiting = undefined
        for (const apply of late) apply()
        tellChange()
      }
    }
  }
}

export const refreshAbout = soon(250, async () => {
  const apply = await loadAbout()
  apply()
  tellChange()
})

/** @type {Set<string>} */
const stale = new Set()

/** More than this are read as a list. */
const MOST_SINGLY = 5

/** That list has room for as many that were created meanwhile. */
const MARGIN = 100

/** How many of the newest tasks hold all of these. @type {(ids: readonly string[]) => number} */
const reachOf = (ids) => {
  const wanted = new Set(ids)
  let nth = 0
  for (const id of store.tasks.keys()) {
    if (wanted.has(id)) break
    nth += 1
  }
  return Math.min(MOST, store.tasks.size - nth + MARGIN)
}

/** Tasks whose reads, failure or result have changed since they were reported. */
const refreshTasks = soon(150, async () => {
  const ids = [...stale]
  stale.clear()
  const queries = ids.length > MOST_SINGLY ? [{ limit: reachOf(ids) }] : ids.map((task) => ({ task }))
  /** @type {List<Task>[]} */
  const lists = await Promise.all(
    queries.map((query) => call('GET', 'tasks', { query: { account: store.account, ...query } })),
  )
  const wanted = new Set(ids)
  for (const { items } of lists)
    for (const task of items) if (wanted.has(task.id) && store.tasks.has(task.id)) putTask(task)
  tellChange()
})

/** @type {(id: string) => void} */
export const refreshTask = (id) => {
  if (!store.tasks.has(id)) return
  stale.add(id)
  refreshTasks()
}

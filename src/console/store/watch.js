/** @import { Clock, Delivery, Exchange, Task } from '../types.d.ts' */
import { eventsOf } from '../base/api.js'
import { abandonLoad, loadAll, refreshAbout, refreshTask, whenLoaded } from './load.js'
import { overdue, passTime } from './phases.js'
import { forgetLists, putDelivery, putExchange, putTask, store, tellChange } from './store.js'
import { readClock, sawTime } from './time.js'

/** Tasks end without an event: finds out which have ended. */
export const lookAtTasks = () => {
  passTime()
  for (const id of overdue) refreshTask(id)
}

/** What each kind of event changes. @type {Readonly<Record<string, (item: any, account: string | null) => void>>} */
const takers = {
  exchange: (/** @type {Exchange} */ exchange) => {
    putExchange(exchange)
    if (exchange.account !== null) sawTime(exchange.account, exchange.at)
    if (exchange.task !== null) refreshTask(exchange.task)
  },
  task: (/** @type {Task} */ task) => {
    sawTime(task.account, task.createdAt)
    putTask(task)
  },
  delivery: (/** @type {Delivery} */ delivery) => {
    putDelivery(delivery)
    const last = delivery.attempts.at(-1)
    if (last !== undefined) sawTime(delivery.account, last.at)
    refreshTask(delivery.taskId)
  },
  clock: (/** @type {Clock} */ clock, account) => {
    readClock(account ?? '', clock.now)
    lookAtTasks()
  },
  scenario: () => {},
  inbox: () => {},
  forgotten: ({ list }) => {
    if (list === 'exchanges') loadAll().catch(lost)
  },
  reset: () => {
    loadAll().catch(lost)
  },
}

/** @type {(type: string, event: { account: string | null, item: unknown }) => void} */
const take = (type, { account, item }) => {
  const isElsewhere = store.account !== undefined && account !== store.account
  if (isElsewhere && (account !== null || type === 'exchange')) return
  whenLoaded(() => {
    takers[type]?.(item, account)
    refreshAbout()
    tellChange()
  })
}

/** @type {EventSource | undefined} */
let stream
let retry = 0
const RETRY_MS = 1_000

/** @type {(link: typeof store.link) => void} */
const setLink = (link) => {
  store.link = link
  tellChange()
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
    stream.addEventListener(type, ({ data }) => take(type, JSON.parse(data)))
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

/** Switches to another account. @type {(account: string | undefined) => void} */
export const choose = (account) => {
  if (account === store.account) return
  store.account = account
  store.isLoaded = false
  abandonLoad()
  forgetLists()
  watch()
}

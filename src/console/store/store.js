/**
 * @import { Account, Bill, Clock, Delivery, Exchange, Fault, Inbox, Provider, Scenario, Task } from '../types.d.ts'
 */

import { forgetPhase, forgetPhases, seePhase } from './phases.js'

/** How many of each list are held; the oldest go first. */
export const MOST = 10_000

/** What the console knows: the newest items of what the control API lists, kept up to date by its events. */
export const store = {
  /** The chosen account's name; undefined for all. @type {string | undefined} */
  account: undefined,
  /** Whether the chosen account has been opened. */
  isThere: true,
  isLoaded: false,
  /** @type {'connecting' | 'live' | 'lost'} */
  link: 'connecting',
  /** @type {Map<string, Account>} */
  accounts: new Map(),
  /** @type {Clock | undefined} */
  clock: undefined,
  /** @type {Bill | undefined} */
  bill: undefined,
  /** The named ones, and the one that is chosen, which may have no name. @type {{ items: readonly Scenario[], chosen: Scenario | undefined }} */
  scenarios: { items: [], chosen: undefined },
  /** @type {Map<string, Task>} */
  tasks: new Map(),
  /** @type {Map<string, Exchange>} */
  exchanges: new Map(),
  /** @type {Map<string, Delivery>} */
  deliveries: new Map(),
  /** @type {readonly Inbox[]} */
  inboxes: [],
  /** @type {readonly Provider[]} */
  providers: [],
  /** @type {readonly Fault[]} */
  faults: [],
  /** How many older ones the simulator no longer has. */
  dropped: { tasks: 0, exchanges: 0, deliveries: 0 },
}

let changed = () => {}

/** The listener called after a change. @type {(listener: () => void) => void} */
export const onChange = (listener) => {
  changed = listener
}

export const tellChange = () => changed()

/** @type {Map<string, Exchange[]>} */
const exchangesByTask = new Map()
/** @type {Map<string, Delivery[]>} */
const deliveriesByTask = new Map()
/** @type {Map<string, number>} */
const versions = new Map()

/** @type {(taskId: string) => void} */
const touch = (taskId) => {
  versions.set(taskId, (versions.get(taskId) ?? 0) + 1)
}

/** How often what belongs to a task has changed. @type {(taskId: string) => number} */
export const versionOf = (taskId) => versions.get(taskId) ?? 0
/** @type {(taskId: string) => readonly Exchange[]} */
export const exchangesOf = (taskId) => exchangesByTask.get(taskId) ?? []
/** @type {(taskId: string) => readonly Delivery[]} */
export const deliveriesOf = (taskId) => deliveriesByTask.get(taskId) ?? []

/**
 * Returns the one that had to go.
 *
 * @template {{ readonly id: string }} Item
 * @param {Map<string, Item>} map
 * @param {Item} item
 */
const put = (map, item) => {
  map.set(item.id, item)
  if (map.size <= MOST) return undefined
  const oldest = map.values().next().value
  if (oldest !== undefined) map.delete(oldest.id)
  return oldest
}

/**
 * @template Item
 * @param {Map<string, Item[]>} map
 * @param {string} key
 * @param {Item} item
 */
const addTo = (map, key, item) => {
  const its = map.get(key)
  if (its === undefined) map.set(key, [item])
  else its.push(item)
}

/** @type {(exchange: Exchange) => void} */
export const putExchange = (exchange) => {
  const known = store.exchanges.has(exchange.id)
  const gone = put(store.exchanges, exchange)
  if (gone?.task != null) exchangesByTask.get(gone.task)?.shift()
  if (exchange.task === null) return
  if (!known) addTo(exchangesByTask, exchange.task, exchange)
  touch(exchange.task)
}

/** @type {(task: Task) => void} */
export const putTask = (task) => {
  const gone = put(store.tasks, task)
  if (gone !== undefined) {
    versions.delete(gone.id)
    forgetPhase(gone.id)
  }
  seePhase(task)
  touch(task.id)
}

/** @type {(delivery: Delivery) => void} */
export const putDelivery = (delivery) => {
  const its = deliveriesByTask.get(delivery.taskId) ?? []
  const index = its.findIndex(({ id }) => id === delivery.id)
  if (index < 0) addTo(deliveriesByTask, delivery.taskId, delivery)
  else its[index] = delivery
  const gone = put(store.deliveries, delivery)
  if (gone !== undefined) deliveriesByTask.get(gone.taskId)?.shift()
  touch(delivery.taskId)
}

/** Forgets every list. */
export const forgetLists = () => {
  for (const map of [store.tasks, store.exchanges, store.deliveries, exchangesByTask, deliveriesByTask])
    map.clear()
  forgetPhases()
  // Versions only grow, so that what comes back is drawn.
}

/** What people call an account: its label, else its name with what is shown of its key. @type {(name: string) => string} */
export const accountTitle = (name) => {
  const { label, keyHint } = store.accounts.get(name) ?? {}
  if (label != null) return label
  return keyHint == null ? name : `${name} (${keyHint})`
}

/** @type {(name: string | null) => string} */
export const providerTitle = (name) => store.providers.find((each) => each.name === name)?.title ?? name ?? ''

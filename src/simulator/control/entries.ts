import type { Clock } from '../../basics/time/clock.ts'
import type { Account } from '../accounts/account.ts'
import type { Exchange } from '../journal/journal.ts'
import type { Ring } from '../journal/ring.ts'
import { noteHeaders } from '../journal/struck.ts'
import type { Simulation } from '../simulation.ts'
import type { Filter } from './filter.ts'
import { passes } from './passes.ts'
import { accountsIn, type List, mergedLists } from './scope.ts'
import { showDelivery, showExchange, showTask } from './show.ts'

export type ListName = 'tasks' | 'exchanges' | 'deliveries'

export type Item = Readonly<Record<string, unknown>>

/** Something that a list may hold, shown only when that is known to be wanted: a list may be long. */
export interface Entry {
  readonly at: number
  readonly show: () => Item
}

const tasksOf = ({ settings, providers, linkBase }: Simulation, account: Account): List<Entry> => {
  const all = [...account.tasks.values()]
  const kept = all.slice(Math.max(0, all.length - settings.journalMax))
  return {
    items: kept.map((task) => ({
      at: task.createdAt,
      show: () => showTask(task, account, providers[task.provider], linkBase),
    })),
    dropped: account.store.dropped + all.length - kept.length,
  }
}

const exchangesOf = (exchanges: Ring<Exchange>, clock: Clock): List<Entry> => ({
  items: exchanges
    .toArray()
    .map((exchange) => ({ at: exchange.at, show: () => showExchange(exchange, clock.now()) })),
  dropped: exchanges.dropped,
})

const deliveriesOf = ({ deliveryPlans }: Simulation, { journal }: Account): List<Entry> => ({
  items: journal.deliveries.map((delivery) => ({
    at: delivery.createdAt,
    show: () => showDelivery(delivery, deliveryPlans.get(delivery)),
  })),
  dropped: journal.droppedDeliveries,
})

const exchangeRings = (simulation: Simulation, account: Account | undefined): readonly Ring<Exchange>[] => [
  ...accountsIn(simulation, account).map(({ journal }) => journal.exchanges),
  ...(account === undefined ? [simulation.journal.exchanges] : []),
]

/** Everything that a list holds in a scope, oldest first. */
export const entriesOf = (
  simulation: Simulation,
  account: Account | undefined,
  name: ListName,
): List<Entry> => {
  const accounts = accountsIn(simulation, account)
  const timeOf = ({ at }: Entry): number => at
  switch (name) {
    case 'tasks':
      return mergedLists(
        accounts.map((each) => tasksOf(simulation, each)),
        timeOf,
      )
    case 'exchanges': {
      const owners = [...accounts, ...(account === undefined ? [simulation] : [])]
      return mergedLists(
        owners.map(({ journal, clock }) => exchangesOf(journal.exchanges, clock)),
        timeOf,
      )
    }
    case 'deliveries':
      return mergedLists(
        accounts.map((each) => deliveriesOf(simulation, each)),
        timeOf,
      )
  }
}

/** How far the exchanges of a journal were looked through. */
const notedUpTo = new WeakMap<Ring<Exchange>, number>()

/**
 * Secrets appear under many names in headers. They are collected before anything is shown, not while requests are
 * served.
 */
export const noteJournals = (simulation: Simulation, account: Account | undefined): void => {
  for (const ring of [simulation.journal.exchanges, ...exchangeRings(simulation, account)]) {
    const unseen = ring.pushed - (notedUpTo.get(ring) ?? 0)
    if (unseen === 0) continue
    notedUpTo.set(ring, ring.pushed)
    for (const { requestHeaders } of ring.toArray().slice(-unseen))
      noteHeaders(requestHeaders, simulation.secrets)
  }
}

/** What passes a filter, shown one after the other. */
export function* shownOf(entries: readonly Entry[], filter: Filter, limit?: number): Generator<Item> {
  if (limit !== undefined) {
    yield* newestOf(entries, filter, limit)
    return
  }
  for (const { show } of entries) {
    const item = show()
    if (passes(filter, item)) yield item
  }
}

const newestOf = (entries: readonly Entry[], filter: Filter, limit: number): readonly Item[] => {
  const found: Item[] = []
  for (let index = entries.length - 1; index >= 0 && found.length < limit; index -= 1) {
    const item = entries[index]?.show()
    if (item !== undefined && passes(filter, item)) found.push(item)
  }
  return found.reverse()
}

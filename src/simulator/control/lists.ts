import type { Account } from '../accounts/account.ts'
import { noteHeaders } from '../journal/struck.ts'
import type { Simulation } from '../simulation.ts'
import { ControlError } from './control-error.ts'
import type { Filter, ListQuery } from './filter.ts'
import { passes } from './passes.ts'
import { accountsIn, type List, mergedLists } from './scope.ts'
import { showDelivery, showExchange, showTask } from './show.ts'

export type ListName = 'tasks' | 'exchanges' | 'deliveries'

type Item = Readonly<Record<string, unknown>>

const tasksOf = ({ settings, providers, linkBase }: Simulation, account: Account): List<Item> => {
  const all = [...account.tasks.values()]
  const shown = all.slice(-settings.journalMax)
  return {
    items: shown.map((task) => showTask(task, account, providers[task.provider], linkBase)),
    dropped: all.length - shown.length,
  }
}

/** Everything a list holds in a scope, unfiltered. */
const whole = (simulation: Simulation, account: Account | undefined, name: ListName): List<Item> => {
  const accounts = accountsIn(simulation, account)
  switch (name) {
    case 'tasks':
      return mergedLists(
        accounts.map((each) => tasksOf(simulation, each)),
        ({ createdAt }) => Number(createdAt),
      )
    case 'exchanges': {
      const journals = [
        ...accounts.map(({ journal }) => journal),
        ...(account === undefined ? [simulation.journal] : []),
      ]
      return mergedLists(
        journals.map(({ exchanges }) => ({
          items: exchanges.toArray().map(showExchange),
          dropped: exchanges.dropped,
        })),
        ({ at }) => Number(at),
      )
    }
    case 'deliveries':
      return mergedLists(
        accounts.map(({ journal: { deliveries } }) => ({
          items: deliveries
            .toArray()
            .map((delivery) => showDelivery(delivery, simulation.deliveryPlans.get(delivery))),
          dropped: deliveries.dropped,
        })),
        ({ createdAt }) => Number(createdAt),
      )
  }
}

/**
 * Secrets appear under many names in headers. They are collected before anything is shown, not while requests are
 * served.
 */
const noteJournals = (simulation: Simulation, account: Account | undefined): void => {
  const journals = [simulation.journal, ...accountsIn(simulation, account).map(({ journal }) => journal)]
  for (const { exchanges } of journals) {
    for (const { requestHeaders } of exchanges.toArray()) noteHeaders(requestHeaders, simulation.secrets)
  }
}

/** The items of a list that pass a filter, before secrets are redacted. */
export const listed = (
  simulation: Simulation,
  account: Account | undefined,
  name: ListName,
  filter: Filter,
  limit = Number.POSITIVE_INFINITY,
): List<Item> => {
  const { items, dropped } = whole(simulation, account, name)
  const passed = items.filter((item) => passes(filter, item)).slice(-limit)
  if (passed.length > 0) noteJournals(simulation, account)
  return { items: passed, dropped }
}

/** How many may wait at the same time. */
const MOST_WAITS = 100

/**
 * The list as soon as something in it passes the filter, or when the wait is over.
 * @param signal aborted when the caller is gone
 */
export const awaited = async (
  simulation: Simulation,
  account: Account | undefined,
  name: ListName,
  { wait = 0, limit, ...filter }: ListQuery,
  signal?: AbortSignal,
): Promise<List<Item>> => {
  const look = (): List<Item> => listed(simulation, account, name, filter, limit)
  const list = look()
  if (list.items.length > 0 || wait === 0) return list
  const { waits } = simulation
  if (waits.size >= MOST_WAITS)
    throw new ControlError(
      503,
      `${MOST_WAITS} calls are waiting already; try again when one of them has ended.`,
    )
  const filled = (): List<Item> | undefined => {
    const later = look()
    return later.items.length > 0 ? later : undefined
  }
  return (
    (await waits.until(filled, { ms: wait, isTimed: name === 'tasks', signal })) ??
    (signal?.aborted ? { items: [], dropped: 0 } : look())
  )
}

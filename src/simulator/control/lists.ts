import type { Account } from '../accounts/account.ts'
import type { Simulation } from '../simulation.ts'
import { entriesOf, type Item, type ListName, noteJournals, shownOf } from './entries.ts'
import type { Filter, ListQuery } from './filter.ts'
import type { List } from './scope.ts'
import { waitFor } from './wait-for.ts'

export type { ListName } from './entries.ts'

/** The items of a list that pass a filter, before secrets are redacted. */
export const listed = (
  simulation: Simulation,
  account: Account | undefined,
  name: ListName,
  filter: Filter,
): List<Item> => {
  const { items, dropped } = entriesOf(simulation, account, name)
  noteJournals(simulation, account)
  return { items: [...shownOf(items, filter)], dropped }
}

/** A list whose items are made while it is read. */
export interface LongList {
  readonly items: Iterable<Item>
  readonly dropped: number
}

/** What of a list passes a filter, before secrets are struck from it; read it once. */
export const longList = (
  simulation: Simulation,
  account: Account | undefined,
  name: ListName,
  { limit, wait: _, ...filter }: ListQuery,
): LongList => {
  const { items, dropped } = entriesOf(simulation, account, name)
  noteJournals(simulation, account)
  return { items: shownOf(items, filter, limit), dropped }
}

/** How many pass a filter. */
export const countOf = (
  simulation: Simulation,
  account: Account | undefined,
  name: ListName,
  filter: Filter,
): number => {
  let count = 0
  for (const _ of shownOf(entriesOf(simulation, account, name).items, filter)) count += 1
  return count
}

/** Resolves as soon as something in a list passes the filter, or when the wait is over. @param signal aborted when nobody waits any more */
export const untilThere = async (
  simulation: Simulation,
  account: Account | undefined,
  name: ListName,
  { wait = 0, limit: _, ...filter }: ListQuery,
  signal?: AbortSignal,
): Promise<void> => {
  if (wait === 0) return
  const isThere = () => [...shownOf(entriesOf(simulation, account, name).items, filter, 1)].length > 0
  await waitFor(simulation, isThere, { ms: wait, isTimed: name === 'tasks', signal })
}

import type { Account } from '../accounts/account.ts'
import type { Simulation } from '../simulation.ts'

/** The accounts a control call is about: the key's, or every one. */
export const accountsIn = ({ accounts }: Simulation, account: Account | undefined): readonly Account[] =>
  account === undefined ? accounts.all() : [account]

/** A list as the control API returns it. */
export interface List<Item = unknown> {
  readonly items: readonly Item[]
  /** How many older ones were dropped or left out. */
  readonly dropped: number
}

/** Several accounts' lists as one, in time order. */
export const mergedLists = <Item>(
  lists: readonly List<Item>[],
  timeOf: (item: Item) => number,
): List<Item> => ({
  items:
    lists.length === 1
      ? (lists[0]?.items ?? [])
      : lists.flatMap(({ items }) => items).sort((a, b) => timeOf(a) - timeOf(b)),
  dropped: lists.reduce((sum, { dropped }) => sum + dropped, 0),
})

/** What a line-up holds: each knows its neighbours, and none once it has left. */
export interface Linked<Item> {
  older: Item | undefined
  newer: Item | undefined
}

/**
 * Items in the order in which they were added, each of which may leave at any time. A `Set` would do, but its old tables
 * keep alive what was in them, each and the next (V8), until all garbage is collected: an eighth of a callback's time.
 */
export class Lineup<Item extends Linked<Item>> {
  #oldest: Item | undefined
  #newest: Item | undefined

  get isEmpty(): boolean {
    return this.#oldest === undefined
  }

  add(item: Item): void {
    item.older = this.#newest
    if (this.#newest === undefined) this.#oldest = item
    else this.#newest.newer = item
    this.#newest = item
  }

  /** Returns whether it was there. */
  remove(item: Item): boolean {
    const { older, newer } = item
    if (older === undefined && this.#oldest !== item) return false
    if (older === undefined) this.#oldest = newer
    else older.newer = newer
    if (newer === undefined) this.#newest = older
    else newer.older = older
    item.older = undefined
    item.newer = undefined
    return true
  }

  *[Symbol.iterator](): Generator<Item> {
    for (let item = this.#oldest; item !== undefined; item = item.newer) yield item
  }
}

/** A binary heap: the first item by `before` comes out first. */
export class Heap<T> {
  #items: T[] = []
  readonly #before: (a: T, b: T) => boolean

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before
  }

  get first(): T | undefined {
    return this.#items[0]
  }

  push(item: T): void {
    const items = this.#items
    let index = items.push(item) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = items[parent] as T
      if (!this.#before(item, above)) break
      items[index] = above
      index = parent
    }
    items[index] = item
  }

  shift(): T | undefined {
    const items = this.#items
    const top = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return top
    let index = 0
    for (let child = 1; child < items.length; child = 2 * index + 1) {
      if (child + 1 < items.length && this.#before(items[child + 1] as T, items[child] as T)) child += 1
      if (!this.#before(items[child] as T, last)) break
      items[index] = items[child] as T
      index = child
    }
    items[index] = last
    return top
  }

  get size(): number {
    return this.#items.length
  }

  /** Removes the items that do not pass. */
  keep(passes: (item: T) => boolean): void {
    const kept = this.#items.filter(passes)
    this.#items = []
    for (const item of kept) this.push(item)
  }

  toArray(): T[] {
    return [...this.#items]
  }

  clear(): void {
    this.#items = []
  }
}

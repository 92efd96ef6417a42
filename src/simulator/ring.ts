/** The newest `capacity` items, oldest first; older ones are dropped and counted. */
export class Ring<T> {
  readonly #capacity: number
  #items: T[] = []
  /** Where the oldest item is, once the ring is full. */
  #start = 0
  #dropped = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** How many items were pushed out by newer ones. */
  get dropped(): number {
    return this.#dropped
  }

  /** Adds an item; answers the one it pushed out. */
  push(item: T): T | undefined {
    if (this.#items.length < this.#capacity) {
      this.#items.push(item)
      return undefined
    }
    const oldest = this.#items[this.#start]
    this.#items[this.#start] = item
    this.#start = (this.#start + 1) % this.#capacity
    this.#dropped += 1
    return oldest
  }

  get size(): number {
    return this.#items.length
  }

  /** The newest. */
  get last(): T | undefined {
    return this.#items.at(this.#start - 1)
  }

  toArray(): T[] {
    return [...this.#items.slice(this.#start), ...this.#items.slice(0, this.#start)]
  }

  clear(): void {
    this.#items = []
    this.#start = 0
    this.#dropped = 0
  }
}

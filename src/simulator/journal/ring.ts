/** The limits of a ring. */
export interface RingLimits<T> {
  readonly count: number
  /** In whatever unit `weigh` gives. */
  readonly weight?: number
  readonly weigh?: (item: T) => number
}

/** The newest items, oldest first, within its limits; older ones are dropped and counted. */
export class Ring<T> {
  readonly #limits: Required<RingLimits<T>>
  #items: (T | undefined)[] = []
  /** Where the oldest item is. */
  #start = 0
  #size = 0
  #weight = 0
  #dropped = 0

  constructor(limits: number | RingLimits<T>) {
    const given = typeof limits === 'number' ? { count: limits } : limits
    this.#limits = { weight: Number.POSITIVE_INFINITY, weigh: () => 0, ...given }
  }

  /** How many items were dropped for newer ones. */
  get dropped(): number {
    return this.#dropped
  }

  get size(): number {
    return this.#size
  }

  /** The newest. */
  get last(): T | undefined {
    return this.#items[(this.#start + this.#size - 1) % this.#items.length]
  }

  push(item: T): void {
    const { count, weight, weigh } = this.#limits
    if (this.#size === count) this.#drop()
    // The array grows only as far as it is filled: most rings never fill.
    if (this.#size === this.#items.length) this.#unroll()
    this.#items[(this.#start + this.#size) % Math.max(1, this.#items.length)] = item
    this.#size += 1
    this.#weight += weigh(item)
    // The newest item stays, whatever it weighs.
    while (this.#weight > weight && this.#size > 1) this.#drop()
  }

  toArray(): T[] {
    return Array.from(
      { length: this.#size },
      (_, index) => this.#items[(this.#start + index) % this.#items.length] as T,
    )
  }

  clear(): void {
    this.#items = []
    this.#start = 0
    this.#size = 0
    this.#weight = 0
    this.#dropped = 0
  }

  #drop(): void {
    const oldest = this.#items[this.#start] as T
    this.#items[this.#start] = undefined
    this.#start = (this.#start + 1) % this.#items.length
    this.#size -= 1
    this.#weight -= this.#limits.weigh(oldest)
    this.#dropped += 1
  }

  /** Makes room for twice as many, with the oldest at the front again. */
  #unroll(): void {
    const items = this.toArray()
    this.#items = new Array(Math.min(this.#limits.count, Math.max(8, 2 * items.length))).fill(undefined)
    for (const [index, item] of items.entries()) this.#items[index] = item
    this.#start = 0
  }
}

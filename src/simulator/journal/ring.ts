/** The limits of a ring. */
export interface RingLimits<T> {
  readonly count: number
  /** In whatever unit `weigh` gives. */
  readonly weight?: number
  readonly weigh?: (item: T) => number
  /** Called with the change of its weight. */
  readonly onWeight?: (change: number) => void
}

/** The newest items, oldest first, within its limits; older ones are dropped and counted. */
export class Ring<T> {
  readonly #limits: Required<RingLimits<T>>
  #items: (T | undefined)[] = []
  #weights: number[] = []
  /** Where the oldest item is. */
  #start = 0
  #size = 0
  #weight = 0
  #dropped = 0
  #pushed = 0

  constructor(limits: number | RingLimits<T>) {
    const given = typeof limits === 'number' ? { count: limits } : limits
    this.#limits = {
      weight: Number.POSITIVE_INFINITY,
      weigh: () => 0,
      onWeight: () => undefined,
      ...given,
    }
  }

  /** How many items were dropped for newer ones. */
  get dropped(): number {
    return this.#dropped
  }

  get size(): number {
    return this.#size
  }

  /** How many items were ever pushed; never falls. */
  get pushed(): number {
    return this.#pushed
  }

  get weight(): number {
    return this.#weight
  }

  /** The newest. */
  get last(): T | undefined {
    return this.#items[(this.#start + this.#size - 1) % this.#items.length]
  }

  push(item: T): void {
    const { count, weight, weigh, onWeight } = this.#limits
    if (count === 0) {
      this.#pushed += 1
      this.#dropped += 1
      return
    }
    const before = this.#weight
    if (this.#size === count) this.#drop()
    // The array grows only as far as it is filled: most rings never fill.
    if (this.#size === this.#items.length) this.#unroll()
    const place = (this.#start + this.#size) % Math.max(1, this.#items.length)
    this.#items[place] = item
    this.#weights[place] = weigh(item)
    this.#size += 1
    this.#pushed += 1
    this.#weight += this.#weights[place]
    // The newest one stays, whatever it weighs.
    while (this.#weight > weight && this.#size > 1) this.#drop()
    onWeight(this.#weight - before)
  }

  /** Drops the oldest until it weighs no more than this. */
  dropDownTo(weight: number): void {
    const before = this.#weight
    while (this.#weight > weight && this.#size > 0) this.#drop()
    this.#limits.onWeight(this.#weight - before)
  }

  toArray(): T[] {
    return Array.from(
      { length: this.#size },
      (_, index) => this.#items[(this.#start + index) % this.#items.length] as T,
    )
  }

  clear(): void {
    const before = this.#weight
    this.#items = []
    this.#weights = []
    this.#start = 0
    this.#size = 0
    this.#weight = 0
    this.#dropped = 0
    if (before > 0) this.#limits.onWeight(-before)
  }

  #drop(): void {
    this.#items[this.#start] = undefined
    this.#weight -= this.#weights[this.#start] ?? 0
    this.#start = (this.#start + 1) % this.#items.length
    this.#size -= 1
    this.#dropped += 1
  }

  /** Makes room for twice as many, with the oldest at the front again. */
  #unroll(): void {
    const items = this.toArray()
    const weights = items.map((_, index) => this.#weights[(this.#start + index) % items.length] ?? 0)
    this.#items = new Array(Math.min(this.#limits.count, Math.max(8, 2 * items.length))).fill(undefined)
    for (const [index, item] of items.entries()) this.#items[index] = item
    this.#weights = weights
    this.#start = 0
  }
}

/** One of those who share a bound. */
export interface Sharer {
  /** How much it holds, in the bound's unit. */
  readonly held: number
  /** Gives up what it has held longest, until it holds no more than this. */
  giveUpDownTo(held: number): void
}

/** How full a bound is left when something had to go, so that the next one does not have to go at once. */
const LEFT_FULL = 0.9

/** The most that each may hold so that all together hold `target`: those that hold less keep what they have. */
const levelFor = (held: readonly number[], target: number): number => {
  const sorted = held.toSorted((a, b) => a - b)
  let left = target
  for (const [index, each] of sorted.entries()) {
    const share = left / (sorted.length - index)
    if (each > share) return share
    left -= each
  }
  return Number.POSITIVE_INFINITY
}

/**
 * A bound that several share. Once they hold more together, those that hold most give up their oldest: whoever sends a
 * flood loses its own evidence first, and not that of others.
 */
export class SharedBound {
  readonly #most: number
  readonly #sharers: () => readonly Sharer[]
  #held = 0
  #isLevelling = false

  constructor(most: number, sharers: () => readonly Sharer[]) {
    this.#most = most
    this.#sharers = sharers
  }

  get held(): number {
    return this.#held
  }

  /** Takes note that one of them holds so much more now, or less. */
  note(change: number): void {
    this.#held += change
    if (this.#held > this.#most && !this.#isLevelling) this.#level()
  }

  #level(): void {
    this.#isLevelling = true
    const sharers = this.#sharers()
    const level = levelFor(
      sharers.map(({ held }) => held),
      this.#most * LEFT_FULL,
    )
    for (const sharer of sharers) if (sharer.held > level) sharer.giveUpDownTo(level)
    this.#isLevelling = false
  }
}

import { Queue } from './queue.ts'

/** How many may have a turn at the same time. */
export interface TurnLimits {
  /** For one key, 32: more connections to one receiver make it no faster. */
  readonly perKey?: number
  /** For all together, 64: first come, first served. */
  readonly shared?: number
  /** For all together, 256, counting the one turn that a key with none gets when the shared ones are taken. */
  readonly total?: number
}

/** One key's turns, and who waits for one. */
class Line {
  taken = 0
  readonly waiting = new Queue<() => void>()
}

/**
 * Limits what runs at once, so that a key whose turns never end (a receiver that hangs) does not delay the others: it
 * can take `perKey` turns, and a key without any gets one even when the shared ones are taken. Those that wait are
 * served round robin by key.
 */
export class Turns {
  readonly #lines = new Map<string, Line>()
  readonly #crowded = new Set<Line>()
  readonly #limits: Required<TurnLimits>
  #taken = 0
  #waiting = 0

  constructor({ perKey = 32, shared = 64, total = 256 }: TurnLimits = {}) {
    this.#limits = { perKey, shared, total }
  }

  get taken(): number {
    return this.#taken
  }

  get waiting(): number {
    return this.#waiting
  }

  /** Resolves when it is this key's turn; `undefined` when it is already. Every turn must be given back, once. */
  take(key: string): Promise<void> | undefined {
    const line = this.#lines.get(key) ?? new Line()
    this.#lines.set(key, line)
    if (this.#admits(line)) {
      this.#enter(line)
      return undefined
    }
    this.#waiting += 1
    this.#crowded.add(line)
    return new Promise((resolve) => line.waiting.push(resolve))
  }

  giveBack(key: string): void {
    const line = this.#lines.get(key)
    if (line === undefined) return
    this.#taken -= 1
    line.taken -= 1
    while (this.#crowded.size > 0 && this.#admitNext()) {}
    if (line.taken === 0 && line.waiting.size === 0) this.#lines.delete(key)
  }

  #admits(line: Line): boolean {
    if (this.#taken >= this.#limits.total || line.taken >= this.#limits.perKey) return false
    return this.#taken < this.#limits.shared || line.taken === 0
  }

  #enter(line: Line): void {
    this.#taken += 1
    line.taken += 1
  }

  #admitNext(): boolean {
    for (const line of this.#crowded) {
      if (!this.#admits(line)) continue
      const enter = line.waiting.shift()
      this.#waiting -= 1
      // To the back of the round.
      this.#crowded.delete(line)
      if (line.waiting.size > 0) this.#crowded.add(line)
      this.#enter(line)
      enter?.()
      return true
    }
    return false
  }
}

import { afterRealMs, realNow } from '../../basics/time/machine.ts'
import type { Events } from './events.ts'

/** How often a list is checked for what time alone changes, real ms: tasks reach their ends without an event. */
const LOOK_EVERY_MS = 50
/** Checking takes at most a sixth of the time, however many wait and however much there is to check. */
const REST_PER_LOOK = 5

export interface WaitOptions {
  /** The longest wait, real ms. */
  readonly ms: number
  /** Whether time alone can bring what is waited for, without any event. */
  readonly isTimed: boolean
  /** Ends the wait: the caller is gone. */
  readonly signal?: AbortSignal | undefined
}

interface Waiting {
  readonly giveUp: () => void
  readonly look: () => void
  readonly isTimed: boolean
  isStale: boolean
}

/** Everybody who waits for something to appear. All are checked together, so that many cost hardly more than one. */
export class Waits {
  readonly #events: Events
  readonly #waiting = new Set<Waiting>()
  #unwatch: (() => void) | undefined
  #callOff: (() => void) | undefined
  #restedAt = 0

  constructor(events: Events) {
    this.#events = events
  }

  get size(): number {
    return this.#waiting.size
  }

  /**
   * What `look` finds, as soon as it finds something; undefined when the wait ends first. Rejects with what `look`
   * throws.
   */
  until<T>(look: () => T | undefined, { ms, isTimed, signal }: WaitOptions): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(waiting)
        if (this.#waiting.size === 0) this.#rest()
        callOff()
        signal?.removeEventListener('abort', giveUp)
      }
      const giveUp = (): void => {
        leave()
        resolve(undefined)
      }
      const looked = (): void => {
        try {
          const found = look()
          if (found === undefined) return
          leave()
          resolve(found)
        } catch (error) {
          leave()
          reject(error)
        }
      }
      const waiting: Waiting = { look: looked, giveUp, isTimed, isStale: false }
      const callOff = afterRealMs(ms, giveUp)
      signal?.addEventListener('abort', giveUp)
      if (signal?.aborted) giveUp()
      else this.#enter(waiting)
    })
  }

  /** Ends every wait. */
  end(): void {
    for (const { giveUp } of [...this.#waiting]) giveUp()
  }

  #enter(waiting: Waiting): void {
    this.#waiting.add(waiting)
    this.#unwatch ??= this.#events.watch(() => {
      for (const each of this.#waiting) each.isStale = true
      this.#plan(0)
    })
    if (waiting.isTimed) this.#plan(LOOK_EVERY_MS)
  }

  /** Checks for everybody together, after `ms`, or after a pause that depends on how long the last check took. */
  #plan(ms: number): void {
    if (ms === 0) this.#callOff?.()
    else if (this.#callOff !== undefined) return
    this.#callOff = afterRealMs(Math.max(ms, this.#restedAt - realNow()), () => this.#look())
  }

  #look(): void {
    this.#callOff = undefined
    const startedAt = realNow()
    for (const waiting of [...this.#waiting]) {
      if (!waiting.isStale && !waiting.isTimed) continue
      waiting.isStale = false
      waiting.look()
    }
    const now = realNow()
    this.#restedAt = now + (now - startedAt) * REST_PER_LOOK
    if ([...this.#waiting].some(({ isTimed }) => isTimed)) this.#plan(LOOK_EVERY_MS)
  }

  #rest(): void {
    this.#unwatch?.()
    this.#callOff?.()
    this.#unwatch = undefined
    this.#callOff = undefined
  }
}

import type { AgendaEntry } from './agenda.ts'
import { BookingClock, Bookings, safely } from './booking-clock.ts'
import { MANUAL_START, type ManualClock, type Replaceable } from './clock.ts'
import { within } from './machine.ts'
import { OneAtATime } from './one-at-a-time.ts'

/** How long `advance` waits, in real ms, for one step that depends on something outside (a receiver's response). */
const PATIENCE_MS = 1_000
/** How long it waits for the next one in the same move: if one receiver hangs, others will. */
const IMPATIENCE_MS = 50
/** The wait shrinks from one to the next, but never below what a receiver on this machine needs. */
const LEAST_PATIENCE_MS = 5

/** The last moment a `Date` can name. */
const END_OF_TIME = 8.64e15

class SteppedClock extends BookingClock implements ManualClock {
  readonly kind = 'manual'
  #now: number
  /** A second `advance` waits for the first. */
  readonly #moves = new OneAtATime()
  /** How long a move waits for something outside, real ms. */
  readonly #fullPatienceMs: number
  #patienceMs: number
  /** How often it was stopped: a move that began before that stops where it is. */
  #stops = 0
  /** Another clock has its bookings. */
  #isLeft = false

  constructor(start: number, patienceMs: number, bookings: Bookings) {
    super(bookings)
    this.#now = start
    this.#fullPatienceMs = patienceMs
    this.#patienceMs = patienceMs
  }

  now(): number {
    return this.#now
  }

  // Nothing moves until told to.
  protected booked(): void {}

  restart(at: number): void {
    this.stop()
    this.#now = at
  }

  advance(ms: number, signal?: AbortSignal): Promise<void> {
    if (!Number.isFinite(ms) || ms < 0) {
      throw new RangeError(`A clock advances by a number of milliseconds from 0 up, not by ${ms}.`)
    }
    return this.#move(async () => {
      const target = this.#now + ms
      if (target > END_OF_TIME) throw new RangeError('A clock cannot go beyond the year 275760.')
      if (await this.#runUntil(target, signal)) this.#now = target
    })
  }

  nextAt(): number | undefined {
    const next = Math.min(
      this.agenda.first?.at ?? Number.POSITIVE_INFINITY,
      this.bookings.forecast.nextAfter(this.#now) ?? Number.POSITIVE_INFINITY,
    )
    return next === Number.POSITIVE_INFINITY ? undefined : next
  }

  advanceToNext(signal?: AbortSignal): Promise<boolean> {
    return this.#move(async () => {
      await settle()
      const next = this.nextAt()
      if (next === undefined || this.#isLeft) return false
      if (await this.#runUntil(next, signal)) this.#now = Math.max(this.#now, next)
      return true
    })
  }

  runUntilIdle(signal?: AbortSignal): Promise<void> {
    return this.#move(async () => {
      for (let steps = 0; ; steps += 1) {
        if (steps > 100_000)
          throw new Error('The clock never becomes idle: 100,000 bookings ran and more are due.')
        const next = await this.#next()
        // If nothing is booked, nothing happens on the way to the last change.
        const at = next?.at ?? this.bookings.forecast.lastAfter(this.#now)
        if (at === undefined) return
        if (!(await this.#runUntil(at, signal))) return
        this.#now = Math.max(this.#now, at)
      }
    })
  }

  async #next(): Promise<AgendaEntry | undefined> {
    await settle()
    return this.agenda.first
  }

  leave(): void {
    this.#isLeft = true
    this.#stops += 1
  }

  override stop(): void {
    super.stop()
    this.#stops += 1
  }

  /** Returns whether it got there: it does not if the clock is stopped, or the move called off, on the way. */
  async #runUntil(target: number, signal: AbortSignal | undefined): Promise<boolean> {
    const stops = this.#stops
    if (signal?.aborted || this.#isLeft) return false
    for (let next = await this.#next(); next !== undefined && next.at <= target; next = await this.#next()) {
      this.agenda.shift()
      this.#now = Math.max(this.#now, next.at)
      const isDone = await within(this.#patienceMs, safely(next), signal)
      if (!isDone) {
        this.#patienceMs = Math.max(LEAST_PATIENCE_MS, Math.min(IMPATIENCE_MS, this.#patienceMs * 0.8))
      }
      if (this.#stops !== stops || signal?.aborted) return false
    }
    return true
  }

  #move<T>(move: () => Promise<T>): Promise<T> {
    return this.#moves.run(() => {
      this.#patienceMs = this.#fullPatienceMs
      return move()
    })
  }
}

/** Lets whatever has just been resolved make its bookings. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * A clock that stands still until moved.
 * @param start epoch ms it shows at first
 * @param patienceMs how long a move waits for the first thing outside that does not respond, real ms
 */
export const createManualClock = (
  start: number = MANUAL_START,
  patienceMs: number = PATIENCE_MS,
  bookings = new Bookings(),
): ManualClock & Replaceable => new SteppedClock(start, patienceMs, bookings)

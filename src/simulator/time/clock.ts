/**
 * One clock per account, for everything that takes time: progress, callbacks, retries, rate windows, link expiry.
 * The only file that reads the machine's time or sets a timer.
 */

import { Agenda, type AgendaEntry, type Booking } from './agenda.ts'
import { OneAtATime } from './one-at-a-time.ts'

/** Where a manual clock starts by default, so that ids and times repeat. */
export const MANUAL_START = Date.parse('2026-01-01T00:00:00Z')

/** How long `advance` waits, in real ms, for one step that depends on something outside (a receiver's response). */
const PATIENCE_MS = 1_000
/** How long it waits for the next one in the same move: if one receiver hangs, others will. */
const IMPATIENCE_MS = 50
/** The wait shrinks from one to the next, but never below what a receiver on this machine needs. */
const LEAST_PATIENCE_MS = 5

/** The last moment a `Date` can name. */
const END_OF_TIME = 8.64e15

/** A real timer holds at most this many ms (2^31 - 1). */
const LONGEST_TIMER_MS = 2_147_483_647

/** How many unbooked changes are listed as due; an account may have a million tasks. */
const MOST_FORESEEN = 1_000

export type { Booking } from './agenda.ts'

/** Something that is due. */
export interface Due {
  /** Epoch ms. */
  readonly at: number
  readonly label: string
}

/** What changes as time passes although nothing is booked for it: the states of tasks are computed. */
export interface Forecast {
  /** When the next change after `now` comes, epoch ms. */
  nextAfter(now: number): number | undefined
  /** When the last change after `now` comes, epoch ms. */
  lastAfter(now: number): number | undefined
  /** The changes that come next, at most `most` of them. */
  soonest(now: number, most: number): readonly Due[]
}

const NOTHING_FORESEEN: Forecast = {
  nextAfter: () => undefined,
  lastAfter: () => undefined,
  soonest: () => [],
}

export interface Clock {
  readonly kind: 'real' | 'manual'
  /** Milliseconds since the epoch, by this clock. */
  now(): number
  /**
   * Runs `run` at `at`, or at once (never synchronously) if that is past. `label` describes it, for `GET clock`. A
   * manual clock awaits what `run` returns before it moves on.
   */
  book(at: number, label: string, run: () => void | Promise<void>): Booking
  /** Resolves after `ms` on this clock, or when it is stopped. */
  wait(ms: number, label: string): Promise<void>
  /**
   * Calls `onTimeout` after `ms` on this clock, but never before `fairMs` real ms on a faster one: a receiver on this
   * machine does not run faster because the clock does.
   */
  timeout(ms: number, label: string, onTimeout: () => void, fairMs?: number): { cancel(): void }
  /** What is booked, and what else changes next, soonest first. */
  due(): readonly Due[]
  /** Whether anything is booked. */
  readonly hasBookings: boolean
  /** From now on, what is due includes these changes too. */
  follow(forecast: Forecast): void
  /** Takes everything off the clock, stops its timer and ends every `wait`. Bookings after that count again. */
  stop(): void
  /** Stops it, and goes on from another time, epoch ms. */
  restart(at: number): void
}

/** A clock that runs with the machine's. */
export interface RealTime extends Clock, Replaceable {
  readonly kind: 'real'
}

/** A clock whose bookings another one can take over. */
export interface Replaceable {
  /** It does nothing any more. A move under way ends where it is. */
  leave(): void
  /** It begins to run what another clock has left. */
  takeOver(): void
}

/** A clock that moves only when told to. */
export interface ManualClock extends Clock {
  readonly kind: 'manual'
  /**
   * Moves on by `ms`, running everything due in time order, and whatever that books.
   * @param signal calls this and any other move off: it ends where it is, and one that has not begun does not
   * @throws RangeError on a negative or infinite step
   */
  advance(ms: number, signal?: AbortSignal): Promise<void>
  /** When the next thing is due, epoch ms. */
  nextAt(): number | undefined
  /** Moves to the next thing that is due and runs what is booked for that time. Returns whether there was anything. */
  advanceToNext(signal?: AbortSignal): Promise<boolean>
  /** Moves on until nothing is due any more. @throws Error after 100,000 bookings */
  runUntilIdle(signal?: AbortSignal): Promise<void>
}

/** What is on a clock: it stays when another kind of clock takes over. */
export class Bookings {
  readonly agenda = new Agenda()
  forecast = NOTHING_FORESEEN
  readonly waits = new Set<() => void>()
}

abstract class BookingClock implements Clock, Replaceable {
  abstract readonly kind: 'real' | 'manual'
  protected readonly bookings: Bookings

  constructor(bookings: Bookings) {
    this.bookings = bookings
  }

  protected get agenda(): Agenda {
    return this.bookings.agenda
  }

  abstract now(): number
  abstract restart(at: number): void
  protected abstract booked(): void
  abstract leave(): void

  takeOver(): void {}

  book(at: number, label: string, run: () => void | Promise<void>): Booking {
    const entry = this.agenda.add(Math.max(at, this.now()), label, run)
    this.booked()
    return entry
  }

  wait(ms: number, label: string): Promise<void> {
    return new Promise((resolve) => {
      const release = (): void => {
        this.bookings.waits.delete(release)
        resolve()
      }
      this.bookings.waits.add(release)
      this.book(this.now() + ms, label, release)
    })
  }

  timeout(ms: number, label: string, onTimeout: () => void, fairMs = 0): { cancel(): void } {
    const startedAt = performance.now()
    let timer: NodeJS.Timeout | undefined
    const booking = this.book(this.now() + ms, label, () => {
      const unfairMs = this.kind === 'manual' ? 0 : Math.min(ms, fairMs) - (performance.now() - startedAt)
      if (unfairMs <= 0) onTimeout()
      else timer = setTimeout(onTimeout, unfairMs)
    })
    const cancel = (): void => {
      booking.cancel()
      clearTimeout(timer)
    }
    return { cancel }
  }

  due(): readonly Due[] {
    const booked = this.agenda.sorted().map(({ at, label }) => ({ at, label }))
    return [...this.bookings.forecast.soonest(this.now(), MOST_FORESEEN), ...booked].sort(
      (a, b) => a.at - b.at,
    )
  }

  get hasBookings(): boolean {
    return this.agenda.first !== undefined
  }

  follow(forecast: Forecast): void {
    this.bookings.forecast = forecast
  }

  stop(): void {
    this.agenda.clear()
    for (const release of this.bookings.waits) release()
  }
}

/** Our own bookings should not throw; if one does, the clock goes on. */
const safely = async (entry: AgendaEntry): Promise<void> => {
  try {
    await entry.run()
  } catch (error) {
    process.emitWarning(
      `${entry.label}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
  }
}

class RealClock extends BookingClock {
  readonly kind = 'real'
  readonly #speed: number
  /** Real ms by a clock that never goes back, unlike the machine's own, which may be set. */
  #startedAt: number
  #origin: number
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY

  constructor(speed: number, start: number | undefined, bookings: Bookings) {
    super(bookings)
    this.#speed = speed
    this.#startedAt = performance.now()
    this.#origin = start ?? Date.now()
  }

  now(): number {
    return Math.floor(this.#origin + (performance.now() - this.#startedAt) * this.#speed)
  }

  restart(at: number): void {
    this.stop()
    this.#startedAt = performance.now()
    this.#origin = at
  }

  protected booked(): void {
    const next = this.agenda.first
    if (next === undefined || next.at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = next.at
    const realMs = Math.max(0, Math.ceil((next.at - this.now()) / this.#speed))
    this.#timer = setTimeout(() => this.#fire(), Math.min(realMs, LONGEST_TIMER_MS))
    // A booking does not keep the process alive: the server does.
    this.#timer.unref()
  }

  #fire(): void {
    this.#timerAt = Number.POSITIVE_INFINITY
    for (
      let next = this.agenda.first;
      next !== undefined && next.at <= this.now();
      next = this.agenda.first
    ) {
      this.agenda.shift()
      void safely(next)
    }
    this.booked()
  }

  leave(): void {
    clearTimeout(this.#timer)
    this.#timerAt = Number.POSITIVE_INFINITY
  }

  override takeOver(): void {
    this.booked()
  }

  override stop(): void {
    super.stop()
    this.leave()
  }
}

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

/** Whether `running` ends within `ms` real ms. @param signal ends the wait at once */
const within = async (
  ms: number,
  running: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<boolean> => {
  let giveUp = (): void => undefined
  const patience = new Promise<false>((resolve) => {
    giveUp = () => resolve(false)
  })
  const timer = setTimeout(giveUp, ms)
  signal?.addEventListener('abort', giveUp)
  const isDone = await Promise.race([running.then(() => true), patience])
  clearTimeout(timer)
  signal?.removeEventListener('abort', giveUp)
  return isDone
}

/**
 * A clock that runs with the machine's, `speed` times as fast.
 * @param start epoch ms it shows at first; the machine's own time when absent
 */
export const createRealClock = (speed = 1, start?: number, bookings = new Bookings()): RealTime =>
  new RealClock(speed, start, bookings)

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

/** Runs `run` after `ms` real ms, whatever any clock shows. Returns a function that cancels it. */
export const afterRealMs = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Runs `run` every `ms` real ms. Returns a function that ends it. */
export const everyRealMs = (ms: number, run: () => void): (() => void) => {
  const timer = setInterval(run, ms)
  timer.unref()
  return () => clearInterval(timer)
}

/** What the machine's own clock shows, epoch ms: how long a simulator was away. */
export const machineNow = (): number => Date.now()

/** Real ms since the process began: measures how long something really took, whatever the account's clock says. */
export const realNow = (): number => performance.now()

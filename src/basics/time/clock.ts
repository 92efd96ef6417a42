/** One clock per account, for everything that takes time: progress, callbacks, retries, rate windows, link expiry. */

import type { Booking } from './agenda.ts'

/** Where a manual clock starts by default, so that ids and times repeat. */
export const MANUAL_START = Date.parse('2026-01-01T00:00:00Z')

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

import type { Booking } from './agenda.ts'
import { Bookings } from './booking-clock.ts'
import type { Clock, Due, Forecast, ManualClock, RealTime, Replaceable } from './clock.ts'
import { createManualClock } from './manual-clock.ts'
import { createRealClock } from './real-clock.ts'

export interface SwitchableOptions {
  readonly kind: Clock['kind']
  /** Epoch ms it shows at first; where absent, a real clock shows the machine's own time. */
  readonly start: number | undefined
  /** Of the real clock. */
  readonly speed: number
  /** How long a move of the manual clock waits for the first thing outside that does not respond, real ms. */
  readonly patienceMs: number
}

/** A clock that is real or manual, and can become the other; its time goes on from where it is. */
export class SwitchableClock implements Clock {
  readonly #bookings = new Bookings()
  readonly #options: SwitchableOptions
  #current: RealTime | (ManualClock & Replaceable)

  constructor(options: SwitchableOptions) {
    this.#options = options
    this.#current = this.#create(options.kind, options.start)
  }

  get kind(): Clock['kind'] {
    return this.#current.kind
  }

  /** Makes it real or manual. A move under way ends where it is. */
  switchTo(kind: Clock['kind']): void {
    if (kind === this.kind) return
    const now = this.now()
    this.#current.leave()
    this.#current = this.#create(kind, now)
    this.#current.takeOver()
  }

  /** The clock that can be moved. @throws Error while it is real */
  get #manual(): ManualClock {
    const current = this.#current
    if (current.kind === 'manual') return current
    throw new Error('A real clock moves by itself.')
  }

  now(): number {
    return this.#current.now()
  }

  book(at: number, label: string, run: () => void | Promise<void>): Booking {
    return this.#current.book(at, label, run)
  }

  wait(ms: number, label: string): Promise<void> {
    return this.#current.wait(ms, label)
  }

  timeout(ms: number, label: string, onTimeout: () => void, fairMs?: number): { cancel(): void } {
    return this.#current.timeout(ms, label, onTimeout, fairMs)
  }

  due(): readonly Due[] {
    return this.#current.due()
  }

  get hasBookings(): boolean {
    return this.#current.hasBookings
  }

  follow(forecast: Forecast): void {
    this.#current.follow(forecast)
  }

  stop(): void {
    this.#current.stop()
  }

  restart(at: number): void {
    this.#current.restart(at)
  }

  /** As a manual clock does. @throws Error while it is real */
  advance(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#manual.advance(ms, signal)
  }

  nextAt(): number | undefined {
    return this.#manual.nextAt()
  }

  advanceToNext(signal?: AbortSignal): Promise<boolean> {
    return this.#manual.advanceToNext(signal)
  }

  runUntilIdle(signal?: AbortSignal): Promise<void> {
    return this.#manual.runUntilIdle(signal)
  }

  #create(kind: Clock['kind'], start: number | undefined): RealTime | (ManualClock & Replaceable) {
    const { speed, patienceMs } = this.#options
    return kind === 'manual'
      ? createManualClock(start, patienceMs, this.#bookings)
      : createRealClock(speed, start, this.#bookings)
  }
}

import { BookingClock, Bookings, safely } from './booking-clock.ts'
import type { RealTime } from './clock.ts'
import { bookRealMs, machineNow, realNow } from './machine.ts'

class RealClock extends BookingClock {
  readonly kind = 'real'
  readonly #speed: number
  /** Real ms by a clock that never goes back, unlike the machine's own, which may be set. */
  #startedAt: number
  #origin: number
  #callOff = (): void => undefined
  #timerAt = Number.POSITIVE_INFINITY

  constructor(speed: number, start: number | undefined, bookings: Bookings) {
    super(bookings)
    this.#speed = speed
    this.#startedAt = realNow()
    this.#origin = start ?? machineNow()
  }

  now(): number {
    return Math.floor(this.#origin + (realNow() - this.#startedAt) * this.#speed)
  }

  restart(at: number): void {
    this.stop()
    this.#startedAt = realNow()
    this.#origin = at
  }

  protected booked(): void {
    const next = this.agenda.first
    if (next === undefined || next.at >= this.#timerAt) return
    this.#callOff()
    this.#timerAt = next.at
    const realMs = Math.max(0, Math.ceil((next.at - this.now()) / this.#speed))
    // A booking does not keep the process alive: the server does.
    this.#callOff = bookRealMs(realMs, () => this.#fire())
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
    this.#callOff()
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

/**
 * A clock that runs with the machine's, `speed` times as fast.
 * @param start epoch ms it shows at first; the machine's own time when absent
 */
export const createRealClock = (speed = 1, start?: number, bookings = new Bookings()): RealTime =>
  new RealClock(speed, start, bookings)

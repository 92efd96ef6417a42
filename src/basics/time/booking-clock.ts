import { Agenda, type AgendaEntry, type Booking } from './agenda.ts'
import type { Clock, Due, Forecast, Replaceable } from './clock.ts'
import { afterRealMs, realNow } from './machine.ts'

/** How many unbooked changes are listed as due; an account may have a million tasks. */
const MOST_FORESEEN = 1_000

const NOTHING_FORESEEN: Forecast = {
  nextAfter: () => undefined,
  lastAfter: () => undefined,
  soonest: () => [],
}

/** What is on a clock: it stays when another kind of clock takes over. */
export class Bookings {
  readonly agenda = new Agenda()
  forecast = NOTHING_FORESEEN
  readonly waits = new Set<() => void>()
}

/** What both kinds of clock do with their bookings. */
export abstract class BookingClock implements Clock, Replaceable {
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
    const startedAt = realNow()
    let callOff = (): void => undefined
    const booking = this.book(this.now() + ms, label, () => {
      const unfairMs = this.kind === 'manual' ? 0 : Math.min(ms, fairMs) - (realNow() - startedAt)
      if (unfairMs <= 0) onTimeout()
      else callOff = afterRealMs(unfairMs, onTimeout)
    })
    const cancel = (): void => {
      booking.cancel()
      callOff()
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
export const safely = async (entry: AgendaEntry): Promise<void> => {
  try {
    await entry.run()
  } catch (error) {
    process.emitWarning(
      `${entry.label}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
  }
}

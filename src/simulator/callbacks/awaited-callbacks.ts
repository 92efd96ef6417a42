import type { Booking } from '../../basics/time/clock.ts'
import { AWAITED_WEIGHT } from '../bounds.ts'

/** The callbacks of one task that are still to come. */
class Awaited {
  readonly url: string
  hasBegun = false
  /** Nearly always one. */
  booked: readonly Booking[] = []

  constructor(url: string) {
    this.url = url
  }

  get weight(): number {
    return AWAITED_WEIGHT + this.url.length
  }
}

/** Where the callbacks of an account's tasks go, and when they are booked for: until the last of a task is sent. */
export class AwaitedCallbacks {
  readonly #all = new Map<string, Awaited>()
  readonly #noteWeight: (change: number) => void

  /** @param noteWeight called with the change of its weight, in characters */
  constructor(noteWeight: (change: number) => void) {
    this.#noteWeight = noteWeight
  }

  /** Where the callbacks of a task go, as long as none of them was sent. */
  urlOf(taskId: string): string | undefined {
    const awaited = this.#all.get(taskId)
    return awaited?.hasBegun === false ? awaited.url : undefined
  }

  /** The callbacks of a task will go to `url`. */
  expect(taskId: string, url: string): void {
    this.forget(taskId)
    const awaited = new Awaited(url)
    this.#all.set(taskId, awaited)
    this.#noteWeight(awaited.weight)
  }

  /** Books one callback of a task that was expected. @param book books what it is given, and returns the booking */
  book(taskId: string, book: (begin: () => void) => Booking): void {
    const awaited = this.#all.get(taskId)
    if (awaited === undefined) return
    const booking = book(() => {
      awaited.hasBegun = true
      awaited.booked = awaited.booked.filter((each) => each !== booking)
      this.#dropIfDone(taskId, awaited)
    })
    awaited.booked = [...awaited.booked, booking]
  }

  /** Takes what is booked for a task off the clock, because its end is another one now. */
  unbook(taskId: string): void {
    const awaited = this.#all.get(taskId)
    if (awaited === undefined) return
    for (const booking of awaited.booked) booking.cancel()
    awaited.booked = []
  }

  /** None of a task's callbacks is to come any more. */
  forget(taskId: string): void {
    const awaited = this.#all.get(taskId)
    if (awaited === undefined) return
    this.unbook(taskId)
    this.#all.delete(taskId)
    this.#noteWeight(-awaited.weight)
  }

  clear(): void {
    for (const taskId of [...this.#all.keys()]) this.forget(taskId)
  }

  #dropIfDone(taskId: string, awaited: Awaited): void {
    if (awaited.booked.length > 0 || this.#all.get(taskId) !== awaited) return
    this.#all.delete(taskId)
    this.#noteWeight(-awaited.weight)
  }
}

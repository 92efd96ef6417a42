import type { Clock } from '../clock.ts'
import type { ClientError } from '../errors/client-error.ts'

/** Aborts when the caller does, or when nothing has arrived for too long while something was waited for. */
export class IdleWatch {
  readonly signal: AbortSignal
  readonly #silence = new AbortController()
  readonly #clock: Clock
  readonly #timeoutMs: number
  readonly #tooLong: () => ClientError
  #callOff: () => void = () => undefined

  /** @param tooLong the signal's reason when nothing arrived for `timeoutMs` */
  constructor(clock: Clock, timeoutMs: number, tooLong: () => ClientError, caller: AbortSignal) {
    this.#clock = clock
    this.#timeoutMs = timeoutMs
    this.#tooLong = tooLong
    this.signal = AbortSignal.any([caller, this.#silence.signal])
  }

  /** Waits for something; the time that the caller takes to use it does not count. */
  async during<T>(arrival: Promise<T>): Promise<T> {
    this.#callOff = this.#clock.after(this.#timeoutMs, () => this.#silence.abort(this.#tooLong()))
    try {
      return await arrival
    } finally {
      this.#callOff()
    }
  }
}

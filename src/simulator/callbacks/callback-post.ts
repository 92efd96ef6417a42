import type { Dispatcher } from 'undici'
import type { Connection } from './connections.ts'
import { outcomeOfError } from './failure-words.ts'
import type { AttemptOutcome } from './schedule.ts'

/** How much of an answer's body is taken off the connection before it is cut. */
const LONGEST_BODY = 64 * 1024
const MOST_CHUNKS = 32

/**
 * One POST on one connection. The status line decides its outcome; the body is thrown away and may neither be long nor
 * come in drips, so that a receiver that streams forever holds nothing up.
 */
export class CallbackPost implements Dispatcher.DispatchHandler {
  /** How it went; never rejects. */
  readonly outcome: Promise<AttemptOutcome>
  readonly #connection: Connection
  readonly #end: () => void
  // The promise's function is called with the outcome as soon as that is known; later calls change nothing.
  #decide: (outcome: AttemptOutcome) => void = () => undefined
  #hasEnded = false
  #bytes = 0
  #chunks = 0

  /** @param end called once, when the connection is free or dead: later than the outcome, as a body follows the status */
  constructor(connection: Connection, end: () => void) {
    this.#connection = connection
    this.#end = end
    this.outcome = new Promise((resolve) => {
      this.#decide = resolve
    })
  }

  send(path: string, headers: string[], body: string | Uint8Array): void {
    this.#connection.post(path, headers, body, this)
  }

  /** Gives up on it, whether or not it is connected yet. */
  interrupt(outcome: AttemptOutcome): void {
    this.#decide(outcome)
    void this.#connection.destroy()
    this.#finish()
  }

  // undici takes a handler without this method for one of its older interface.
  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    if (status >= 200) this.#decide({ kind: 'answered', status })
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    this.#chunks += 1
    if (this.#bytes > LONGEST_BODY || this.#chunks > MOST_CHUNKS) {
      controller.abort(new Error('the body of the answer is cut'))
    }
  }

  onResponseEnd(): void {
    this.#finish()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#decide(outcomeOfError(error))
    this.#finish()
  }

  #finish(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#end()
  }
}

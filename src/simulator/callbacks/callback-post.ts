import type { Dispatcher } from 'undici'
import type { Connection } from './connections.ts'
import { outcomeOfError } from './failure-words.ts'
import type { AttemptOutcome } from './schedule.ts'

/** How much of a response body is read before the connection is cut. */
const LONGEST_BODY = 64 * 1024
/** How much of it is shown: enough for an error message. */
const SHOWN_BYTES = 500
const MOST_CHUNKS = 32
/** A receiver may say 103 a few times before it responds. */
const MOST_HINTS = 20

/**
 * One POST on one connection. The status line decides its outcome. Of the body only the beginning is kept, and its length
 * and time are limited, so that a receiver that streams forever holds nothing up.
 */
export class CallbackPost implements Dispatcher.DispatchHandler {
  /** The outcome; never rejects. */
  readonly outcome: Promise<AttemptOutcome>
  readonly #connection: Connection
  readonly #end: () => void
  // The outcome is resolved as soon as it is known; later calls change nothing.
  #decide: (outcome: AttemptOutcome) => void = () => undefined
  #hasEnded = false
  #bytes = 0
  /** Responses with a status below 200. */
  #hints = 0
  #chunks = 0
  #beginning = ''

  /**
   * @param end called once, when the connection is free or dead: later than the outcome, since the body follows the
   * status
   */
  constructor(connection: Connection, end: () => void) {
    this.#connection = connection
    this.#end = end
    this.outcome = new Promise((resolve) => {
      this.#decide = resolve
    })
  }

  /** The beginning of the response body, as far as it has come. */
  get answer(): string {
    return this.#beginning
  }

  /** The port of this machine that it comes from, once it is connected. */
  get localPort(): number | undefined {
    return this.#connection.localPort
  }

  send(path: string, headers: string[], body: string | Uint8Array): void {
    this.#connection.post(path, headers, body, this)
  }

  /** Gives up on it, connected or not. */
  interrupt(outcome: AttemptOutcome): void {
    this.#decide(outcome)
    void this.#connection.destroy()
    this.#finish()
  }

  // undici takes a handler without this method for one of its older interface.
  onRequestStart(): void {}

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status >= 200) {
      this.#decide({ kind: 'answered', status })
      return
    }
    // undici fails an assertion when such a response ends, and wording that failure costs a core for seconds.
    if (status < 100) {
      controller.abort(new Error(`${status} is not a status of HTTP`))
      return
    }
    this.#hints += 1
    if (this.#hints > MOST_HINTS)
      controller.abort(new Error(`more than ${MOST_HINTS} informational responses`))
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#bytes < SHOWN_BYTES) this.#beginning += chunk.toString('utf8', 0, SHOWN_BYTES - this.#bytes)
    this.#bytes += chunk.length
    this.#chunks += 1
    if (this.#bytes > LONGEST_BODY || this.#chunks > MOST_CHUNKS) {
      controller.abort(new Error('the response body is cut'))
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

import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Clock } from './clock.ts'

/** One request as it goes out. */
export interface Outgoing {
  readonly origin: string
  /** With its query. */
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** How one request went. Never an exception: whoever asked decides what it means. */
export type Transmission =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers: IncomingHttpHeaders
      readonly text: string
    }
  | {
      readonly kind: 'broken'
      readonly by: 'connection' | 'timeout' | 'abort' | 'size'
      /** Whether any byte of it may have left this machine. */
      readonly wasSent: boolean
      /** The answer's status line, if it had come. */
      readonly status: number | undefined
      readonly cause: unknown
    }

export interface Limits {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/** No answer of these APIs comes near it. */
const LONGEST_ANSWER_BYTES = 16 * 1024 * 1024

/**
 * Sends one request and collects its answer. Written against undici's dispatch rather than `request`, because only its
 * `onRequestStart` tells whether a byte may have left: the question on which paying twice depends.
 */
export const send = (dispatcher: Dispatcher, outgoing: Outgoing, limits: Limits): Promise<Transmission> =>
  new Promise((resolve) => {
    const exchange = new Exchange(resolve, limits)
    if (exchange.isOver) return
    try {
      // Its own timeouts run on real time; the client's clock decides here.
      dispatcher.dispatch({ ...outgoing, headersTimeout: 0, bodyTimeout: 0 }, exchange)
    } catch (error) {
      exchange.onResponseError(undefined, error)
    }
  })

class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (transmission: Transmission) => void
  readonly #signal: AbortSignal | undefined
  readonly #callOffTimeout: () => void
  readonly #onAbort = (): void => this.#breakOff('abort', this.#signal?.reason)
  #controller: Dispatcher.DispatchController | undefined
  #wasSent = false
  #isOver = false
  #status: number | undefined
  #headers: IncomingHttpHeaders = {}
  readonly #chunks: Buffer[] = []
  #bytes = 0

  constructor(resolve: (transmission: Transmission) => void, { clock, timeoutMs, signal }: Limits) {
    this.#resolve = resolve
    this.#signal = signal
    this.#callOffTimeout = clock.after(timeoutMs, () => this.#breakOff('timeout', undefined))
    if (signal?.aborted) this.#onAbort()
    else signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  get isOver(): boolean {
    return this.#isOver
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Given up while it was still connecting: undici writes nothing after this.
    if (this.#isOver) {
      controller.abort(new Error('given up before it was sent'))
      return
    }
    this.#controller = controller
    this.#wasSent = true
  }

  onResponseStart(_controller: unknown, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= LONGEST_ANSWER_BYTES) this.#chunks.push(chunk)
    else this.#breakOff('size', undefined)
  }

  onResponseEnd(): void {
    const text = Buffer.concat(this.#chunks).toString('utf8')
    this.#end({ kind: 'answered', status: this.#status ?? 0, headers: this.#headers, text })
  }

  onResponseError(_controller: unknown, cause: unknown): void {
    this.#end({
      kind: 'broken',
      by: 'connection',
      wasSent: this.#wasSent || !isBeforeSending(cause),
      status: this.#status,
      cause,
    })
  }

  #breakOff(by: 'abort' | 'timeout' | 'size', cause: unknown): void {
    if (this.#isOver) return
    this.#end({ kind: 'broken', by, wasSent: this.#wasSent, status: this.#status, cause })
    this.#controller?.abort(new Error('given up'))
  }

  #end(transmission: Transmission): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#callOffTimeout()
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#resolve(transmission)
  }
}

const BEFORE_SENDING =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EPROTO|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|UND_ERR_DESTROYED|UND_ERR_CLOSED|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|HOSTNAME_MISMATCH)$/

/**
 * Whether an error proves that nothing was sent: names, refusals, unreachable hosts, TLS. Asked besides `onRequestStart`, so
 * that a dispatcher that does not call it cannot make us pay twice.
 */
const isBeforeSending = (cause: unknown): boolean => {
  const { code, syscall, message, errors } = Object(cause) as {
    readonly code?: unknown
    readonly syscall?: unknown
    readonly message?: unknown
    readonly errors?: unknown
  }
  // Several addresses were tried, and each failed (happy eyeballs).
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isBeforeSending)
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true
  return BEFORE_SENDING.test(String(code)) || /before secure TLS connection/.test(String(message))
}

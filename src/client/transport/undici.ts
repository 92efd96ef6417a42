import { Agent, buildConnector, type Dispatcher, request } from 'undici'
import { isBeforeSending } from './before-sending.ts'
import { textOf } from './decode.ts'
import { withoutContinue } from './early-continue.ts'
import { guardedAgent } from './guarded-agent.ts'
import {
  LONGEST_RESPONSE_BYTES,
  type Outgoing,
  type ResponseHeaders,
  type ResponseLimits,
  type Transmission,
  type Transport,
} from './transport.ts'

/** How long a connection may take to be made, ms (undici's default). */
const CONNECT_TIMEOUT_MS = 10_000

/** Bun replaces undici by a shim that cannot dispatch. */
export const hasUndici = (): boolean => typeof Agent?.prototype?.dispatch === 'function'

const ownAgent = (): Agent => {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS })
  return new Agent({
    connect: (options, callback) =>
      connect(options, (...[error, socket]) =>
        error === null ? callback(null, withoutContinue(socket)) : callback(error, null),
      ),
  })
}

/** Requests over undici: an agent of the client's own, or a dispatcher that was passed in, which stays open. */
export const undiciTransport = (given?: Dispatcher): Transport => {
  const dispatcher = given ?? ownAgent()
  return {
    send: (outgoing, limits) => send(dispatcher, outgoing, limits),
    open: async ({ url, headers, signal, isGuarded }) => {
      const {
        statusCode,
        headers: received,
        body,
      } = await request(url, {
        dispatcher: isGuarded && given === undefined ? guardedAgent() : dispatcher,
        // The client's clock decides how long nothing may come.
        ...{ headers, signal, headersTimeout: 0, bodyTimeout: 0 },
      })
      // Destroying a body that is not read to its end emits an error that nobody needs.
      body.on('error', () => undefined)
      return { status: statusCode, headers: received, body, discard: () => void body.destroy() }
    },
    canGuard: given === undefined,
    close: async () => (given === undefined ? dispatcher.destroy() : undefined),
  }
}

/**
 * Sends one request and collects its response. Written against undici's dispatch rather than `request`, because only its
 * `onRequestStart` tells whether a byte may have left: the question on which paying twice depends.
 */
const send = (dispatcher: Dispatcher, outgoing: Outgoing, limits: ResponseLimits): Promise<Transmission> =>
  new Promise((resolve) => {
    const exchange = new ResponseHandler(resolve, limits)
    if (exchange.isOver) return
    try {
      // Its own timeouts run on real time; the client's clock decides here.
      dispatcher.dispatch({ ...outgoing, headersTimeout: 0, bodyTimeout: 0 }, exchange)
    } catch (error) {
      exchange.onResponseError(undefined, error)
    }
  })

class ResponseHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (transmission: Transmission) => void
  readonly #signal: AbortSignal
  readonly #callOffTimeout: () => void
  readonly #onAbort = (): void => this.#breakOff('abort', this.#signal.reason)
  #controller: Dispatcher.DispatchController | undefined
  #wasSent = false
  #isOver = false
  #status: number | undefined
  #headers: ResponseHeaders = {}
  readonly #chunks: Buffer[] = []
  #bytes = 0

  constructor(resolve: (transmission: Transmission) => void, { clock, timeoutMs, signal }: ResponseLimits) {
    this.#resolve = resolve
    this.#signal = signal
    this.#callOffTimeout = clock.after(timeoutMs, () => this.#breakOff('timeout', undefined))
    if (signal.aborted) this.#onAbort()
    else signal.addEventListener('abort', this.#onAbort, { once: true })
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

  onResponseStart(_controller: unknown, status: number, headers: ResponseHeaders): void {
    if (status < 200) return
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= LONGEST_RESPONSE_BYTES) this.#chunks.push(chunk)
    else this.#breakOff('size', undefined)
  }

  onResponseEnd(): void {
    this.#end({ kind: 'answered', status: this.#status ?? 0, headers: this.#headers, text: this.#text() })
  }

  onResponseError(_controller: unknown, cause: unknown): void {
    this.#broken('connection', cause, this.#wasSent || !isBeforeSending(cause))
  }

  #breakOff(by: 'abort' | 'timeout' | 'size', cause: unknown): void {
    if (this.#isOver) return
    this.#broken(by, cause, this.#wasSent)
    this.#controller?.abort(new Error('given up'))
  }

  #broken(by: 'connection' | 'abort' | 'timeout' | 'size', cause: unknown, wasSent: boolean): void {
    const [status, headers] = [this.#status, this.#headers]
    this.#end({ kind: 'broken', by, wasSent, status, headers, text: this.#text(), cause })
  }

  #text(): string {
    const encoding = this.#headers['content-encoding']
    return textOf(Buffer.concat(this.#chunks), Array.isArray(encoding) ? encoding.join() : encoding)
  }

  #end(transmission: Transmission): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#callOffTimeout()
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#resolve(transmission)
  }
}

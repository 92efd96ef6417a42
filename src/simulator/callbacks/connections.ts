import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import type { Connect } from './guarded-connect.ts'

/**
 * How long an unused connection stays open, real ms. Enough for a burst, and less than the 2 s after which the most
 * impatient common servers (gunicorn) hang up: a POST into a closing connection would look like a failed attempt.
 */
const KEEP_ALIVE_MS = 1_000

/** How long a receiver may pause within the body of its response, real ms. Nobody reads that body. */
const BODY_PAUSE_MS = 500

/** One keep-alive connection to one origin, for one POST at a time. Reconnects when it has to, through the same guard. */
export class Connection {
  readonly origin: string
  readonly #client: Client
  #socket: Socket | undefined

  constructor(origin: string, connect: Connect, onClosed: (connection: Connection) => void) {
    this.origin = origin
    this.#client = new Client(origin, {
      connect: (options, callback) => {
        this.#socket = connect(options, callback)
      },
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      keepAliveTimeoutThreshold: 0,
      bodyTimeout: BODY_PAUSE_MS,
      // The account's clock decides how long to wait for a response.
      headersTimeout: 0,
    })
    this.#client.on('disconnect', () => onClosed(this))
  }

  get isOpen(): boolean {
    return this.#socket?.destroyed === false && !this.#client.destroyed
  }

  get localPort(): number | undefined {
    return this.#socket?.localPort
  }

  post(
    path: string,
    headers: string[],
    body: string | Uint8Array,
    handler: Dispatcher.DispatchHandler,
  ): void {
    this.#client.dispatch({ method: 'POST', path, headers, body }, handler)
  }

  /** Ends it, whatever it is doing; resolves when the socket is closed. */
  async destroy(): Promise<void> {
    const socket = this.#socket
    const closed =
      socket === undefined || socket.closed
        ? undefined
        : new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket?.destroy()
    // Errors of a connection that is no longer needed do not matter.
    await Promise.all([this.#client.destroy().catch(() => undefined), closed])
  }
}

/** All connections of one courier. They are opened under its policy, so no other courier may reuse them. */
export class Connections {
  readonly #connect: Connect
  readonly #all = new Set<Connection>()
  readonly #unused = new Map<string, Connection[]>()

  constructor(connect: Connect) {
    this.#connect = connect
  }

  /** The open connection that was used last, or a new one. */
  take(origin: string): Connection {
    const unused = this.#unused.get(origin)
    for (let connection = unused?.pop(); connection !== undefined; connection = unused?.pop()) {
      if (connection.isOpen) return connection
      this.#drop(connection)
    }
    const connection = new Connection(origin, this.#connect, (closed) => this.#forgetUnused(closed))
    this.#all.add(connection)
    return connection
  }

  giveBack(connection: Connection): void {
    const unused = this.#unused.get(connection.origin)
    if (!connection.isOpen) this.#drop(connection)
    else if (unused === undefined) this.#unused.set(connection.origin, [connection])
    else unused.push(connection)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.destroy()))
    this.#all.clear()
    this.#unused.clear()
  }

  #forgetUnused(connection: Connection): void {
    const unused = this.#unused.get(connection.origin)
    const index = unused?.indexOf(connection) ?? -1
    if (unused === undefined || index === -1) return
    unused.splice(index, 1)
    if (unused.length === 0) this.#unused.delete(connection.origin)
    this.#drop(connection)
  }

  #drop(connection: Connection): void {
    this.#all.delete(connection)
    void connection.destroy()
  }
}

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/**
 * What a receiver does with one request: answers this status, answers never, resets the connection, closes it without a
 * word, answers something that is not HTTP, answers 200 with a body that never ends (a torrent, or a byte now and then).
 */
export type Answer = number | 'hang' | 'reset' | 'close' | 'not-http' | 'stream-forever' | 'drip-forever'

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A callback receiver on this machine. */
export interface Receiver extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly requests: readonly ReceivedRequest[]
  /** Connections that are open now. */
  readonly connections: number
  /** How many connections were ever made. */
  readonly connectionsMade: number
  /** Resolves when that many requests have come in. */
  received(count: number): Promise<void>
  /** Resolves when no connection is open. */
  disconnected(): Promise<void>
}

/** Starts a receiver that answers by the script; its last line is repeated. Port 0 is any free one. */
export const startReceiver = async (
  script: readonly Answer[] = [200],
  { host = '127.0.0.1', port: wantedPort = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<Receiver> => {
  const requests: ReceivedRequest[] = []
  const sockets = new Set<Socket>()
  const watchers = new Set<() => void>()
  let connectionsMade = 0
  const changed = (): void => {
    for (const watcher of watchers) watcher()
  }

  const server = createServer(async (request, response) => {
    const body = await textOf(request).catch(() => undefined)
    if (body === undefined) return
    const { method = '', url = '', headers } = request
    const answer = script[Math.min(requests.length, script.length - 1)] ?? 200
    requests.push({ method, path: url, headers, body })
    act(answer, response)
    changed()
  })
  server.on('connection', (socket) => {
    connectionsMade += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      changed()
    })
  })
  server.listen(wantedPort, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const until = (isTrue: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = (): void => {
        if (!isTrue()) return
        watchers.delete(watcher)
        resolve()
      }
      watchers.add(watcher)
      watcher()
    })

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    requests,
    get connections() {
      return sockets.size
    },
    get connectionsMade() {
      return connectionsMade
    },
    received: (count) => until(() => requests.length >= count),
    disconnected: () => until(() => sockets.size === 0),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const act = (answer: Answer, response: ServerResponse): void => {
  switch (answer) {
    case 'hang':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'close':
      response.socket?.end()
      return
    case 'not-http':
      response.socket?.end('220 mail.example ready\r\n')
      return
    case 'stream-forever':
      pour(response)
      return
    case 'drip-forever':
      response.write('.')
      return
    default:
      response.writeHead(answer, answer >= 300 && answer < 400 ? { location: '/redirected' } : {})
      response.end(answer === 204 || answer === 304 ? undefined : 'ok')
  }
}

const pour = (response: ServerResponse): void => {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) {}
  }
  response.on('drain', more)
  more()
}

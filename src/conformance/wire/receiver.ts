import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parsedJson } from '../../contracts/check/json.ts'
import { listenAddress } from './listen-address.ts'

/** A callback as it arrived. */
export interface ReceivedCallback {
  readonly at: number
  readonly method: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly json: unknown
  /** Which of a run's tasks it was addressed to, by the address that the provider was told. */
  readonly addressee: string
  /** What we answered. */
  readonly answered: number
}

/**
 * Our own receiver: answers the first call to each address with 500, so that it is delivered again, and every further one
 * with 200.
 */
export interface Receiver {
  /** Where it listens. */
  readonly url: string
  readonly calls: readonly ReceivedCallback[]
  /** Resolves with whether it became true in time; at once when the signal is aborted. */
  until(
    isTrue: (calls: readonly ReceivedCallback[]) => boolean,
    ms: number,
    signal?: AbortSignal,
  ): Promise<boolean>
  close(): Promise<void>
}

const PATH = '/stuntdouble-contract'
const LONGEST_BODY = 1_048_576
const ADDRESSEE = 'task'

/** The address for one of several tasks, so that their callbacks can be told apart. */
export const addressFor = (url: string, addressee: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}${ADDRESSEE}=${addressee}`

/**
 * @param listen `host:port`; port 0 is any free one
 * @param told the address that the provider gets instead of ours; calls to its path are callbacks too
 */
export const openReceiver = async (listen: string, told?: string): Promise<Receiver> => {
  const paths = [PATH, ...(told === undefined ? [] : [new URL(told).pathname])]
  const own = listenAddress(listen)
  if (own === undefined) throw new TypeError(`${JSON.stringify(listen)} is not host:port`)
  const { host, port } = own
  const calls: ReceivedCallback[] = []
  const watchers = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const text = await textOf(request).catch(() => undefined)
    if (text === undefined) return
    // Anything else that arrives through a public tunnel is ignored.
    const [path = '', query] = (request.url ?? '').split('?')
    const isOurs = paths.includes(path)
    const addressee = new URLSearchParams(query).get(ADDRESSEE) ?? ''
    const isFirst = !calls.some((call) => call.addressee === addressee)
    const answered = isOurs ? (isFirst ? 500 : 200) : 404
    if (isOurs) {
      const { method = '', headers } = request
      calls.push({ at: Date.now(), method, headers, text, json: parsedJson(text), addressee, answered })
    }
    response.writeHead(answered).end()
    for (const watcher of watchers) watcher()
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}${PATH}`,
    calls,
    until: (isTrue, ms, signal) =>
      new Promise((resolve) => {
        const end = (isSo: boolean): void => {
          clearTimeout(timer)
          watchers.delete(look)
          signal?.removeEventListener('abort', stop)
          resolve(isSo)
        }
        const look = (): void => void (isTrue(calls) && end(true))
        const stop = (): void => end(false)
        const timer = setTimeout(stop, ms)
        signal?.addEventListener('abort', stop)
        watchers.add(look)
        look()
      }),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length <= LONGEST_BODY) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

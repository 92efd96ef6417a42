import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OperationKind } from '../../contracts/index.ts'
import type { Destination } from '../../run/door/upstream.ts'

/** A request on its way to the provider. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  readonly kind: OperationKind | null
  /** Counted from 1 among the requests of its kind. */
  readonly nth: number
}

/** A response on its way to the client. */
export interface WireReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What is changed on the way. */
export interface Bend {
  /** The response to a request that never reaches the provider; `undefined` for one that does. */
  readonly reply?: (request: WireRequest) => WireReply | undefined
  readonly request?: (request: WireRequest) => WireRequest
  /** The response as the client gets it: the same object when nothing changes. */
  readonly response?: (reply: WireReply, request: WireRequest) => WireReply
}

/** A reply that the client got in place of the provider's. */
export interface Bent {
  readonly request: WireRequest
  readonly reply: WireReply
  /** Whether the provider saw the request. */
  readonly isForwarded: boolean
}

/** Stands between client and simulator, and changes what passes. */
export interface Wire extends AsyncDisposable {
  readonly peer: Destination
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const OF_THE_CONNECTION = /^(connection|keep-alive|transfer-encoding|content-length|date)$/

const headersOf = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      value === undefined || OF_THE_CONNECTION.test(name) ? [] : [[name, value.toString()]],
    ),
  )

const ask = (peer: Destination, { method, path, headers, body }: WireRequest): Promise<WireReply> =>
  new Promise((resolve, reject) => {
    const onward = send({
      ...peer,
      method,
      path,
      // Compressed or not is the wire's to decide: it could change nothing in a compressed body.
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        connection: 'close',
        'content-length': body.length,
      },
      agent: false,
    })
    onward.on('response', (answer) => {
      bodyOf(answer).then(
        (whole) => resolve({ status: answer.statusCode ?? 502, headers: headersOf(answer), body: whole }),
        reject,
      )
    })
    onward.on('error', reject)
    onward.end(body)
  })

/**
 * Starts a wire to a simulator.
 * @param kindOf which operation a request is @param onBent called with every response that is not the provider's own
 */
export const startWire = async (
  peer: Destination,
  bend: Bend,
  kindOf: (method: string, path: string) => OperationKind | null,
  onBent: (bent: Bent) => void,
): Promise<Wire> => {
  const counts = new Map<OperationKind | null, number>()
  const carry = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/', headers } = incoming
    const kind = kindOf(method, path)
    const nth = (counts.get(kind) ?? 0) + 1
    counts.set(kind, nth)
    const request = { method, path, headers, body: await bodyOf(incoming), kind, nth }
    const own = bend.reply?.(request)
    const asked = own ?? (await ask(peer, bend.request?.(request) ?? request))
    const reply = own ?? bend.response?.(asked, request) ?? asked
    if (reply !== asked || own !== undefined) onBent({ request, reply, isForwarded: own === undefined })
    response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length })
    response.end(method === 'HEAD' ? undefined : reply.body)
  }
  const server = createServer((incoming, response) => {
    // The simulator broke off: so does the wire.
    carry(incoming, response).catch(() => response.socket?.resetAndDestroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    peer: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

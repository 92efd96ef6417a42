import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a hostile provider does with one create request: what it says, and what it bills all the same. */
export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly bills?: number
  /** Ends the connection instead, after this many bytes of the body. */
  readonly cutAfter?: number
}

export interface Adversary {
  readonly url: string
  /** Credits that are really gone. */
  readonly spent: () => number
  readonly creates: () => number
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

interface Lies {
  /** Each create request with a key and a JSON object, counted from 1. */
  readonly onCreate: (count: number, body: unknown) => Answer
  /** What a read of the balance says of the true one, counted from 1. */
  readonly balance?: (credits: number, count: number) => unknown
}

const ID = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'

/** What Kie says to a create request that it accepts. */
export const accepted = { code: 200, msg: 'success', data: { taskId: ID } }
/** What its pages say of one that it refuses. */
export const refusal = { status: 422, body: { code: 422, msg: 'Parameter validation failed', data: null } }

const send = (response: ServerResponse, { status = 200, headers = {}, body, cutAfter }: Answer): void => {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null)
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  if (cutAfter === undefined) response.end(text)
  else response.write(text.slice(0, cutAfter), () => response.destroy())
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A stand-in for Kie that shares no code with the simulator, and lies about creates and the balance. */
export const startAdversary = async ({
  onCreate,
  balance = (credits) => credits,
}: Lies): Promise<Adversary> => {
  let credits = 10_000
  let creates = 0
  let reads = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { authorization = '' } = request.headers
    const path = request.url ?? ''
    if (!/^Bearer good/.test(authorization))
      return send(response, {
        status: 401,
        body: { code: 401, msg: 'Authentication failed, please check API Key' },
      })
    if (path.startsWith('/api/v1/chat/credit')) {
      reads += 1
      return send(response, { body: { code: 200, msg: 'success', data: balance(credits, reads) } })
    }
    if (path === '/api/v1/jobs/createTask' && request.method === 'POST') {
      const body = parsed(Buffer.concat(chunks).toString())
      if (typeof body !== 'object' || body === null || Array.isArray(body))
        return send(response, {
          status: 400,
          body: { code: 400, msg: 'Invalid request parameters', data: null },
        })
      creates += 1
      const answer = onCreate(creates, body)
      credits -= answer.bills ?? 0
      return send(response, answer)
    }
    send(response, { status: 404, body: { code: 404, msg: 'Resource not found', data: null } })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spent: () => 10_000 - credits,
    creates: () => creates,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

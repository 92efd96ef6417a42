import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { ProviderName } from '../../src/contracts/vocabulary.ts'
import { wires } from './adversary-wires.ts'

/** What a hostile provider does with one create request: what it says, and what it bills all the same. */
export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly bills?: number
  /** Ends the connection instead, after this many bytes of the body. */
  readonly cutAfter?: number
  /** How long it says nothing, ms. */
  readonly afterMs?: number
}

export interface Adversary {
  readonly url: string
  /** Credits that are really gone. */
  readonly spent: () => number
  readonly creates: () => number
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

interface Lies {
  readonly provider?: ProviderName
  /** Each create request with a key and a JSON object, counted from 1. */
  readonly onCreate: (count: number, body: unknown) => Answer
  /** Whether those without a key or a JSON object count too. */
  readonly takesAnything?: boolean
  /** What a read of the balance says of the true one, counted from 1. */
  readonly balance?: ((credits: number, count: number) => unknown) | undefined
  /** The response to a read of a task; without it there is none. */
  readonly onRead?: (id: string) => Answer
}

const { kie } = wires

/** What Kie says to a create request that it accepts. */
export const accepted = kie.accepted(kie.taskId)
/** What its pages say of one that it refuses. */
export const refusal = kie.refusal

const send = async (
  response: ServerResponse,
  { status = 200, headers = {}, body, cutAfter, afterMs = 0 }: Answer,
): Promise<void> => {
  if (afterMs > 0) await delay(afterMs)
  if (response.destroyed) return
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

const isObject = (body: unknown): boolean => typeof body === 'object' && body !== null && !Array.isArray(body)

/** A stand-in that shares no code with the simulator, and lies about creates, tasks and the balance. */
export const startAdversary = async ({
  provider = 'kie',
  onCreate,
  takesAnything = false,
  balance = (credits) => credits,
  onRead,
}: Lies): Promise<Adversary> => {
  const wire = wires[provider]
  const START = 10_000
  let credits = START
  let creates = 0
  let reads = 0
  const create = (body: unknown): Answer => {
    creates += 1
    const answer = onCreate(creates, body)
    credits -= answer.bills ?? 0
    return answer
  }
  const answerTo = (path: string, isCreate: boolean, hasKey: boolean, body: unknown): Answer => {
    if (isCreate && takesAnything) return create(body)
    if (!hasKey) return { status: 401, body: wire.error(401, 'Authentication failed, please check API Key') }
    if (path.startsWith(wire.balancePath)) {
      reads += 1
      return { body: wire.balance(balance(credits, reads)) }
    }
    if (isCreate && !isObject(body))
      return { status: 400, body: wire.error(400, 'Invalid request parameters') }
    if (isCreate) return create(body)
    const notFound = { status: 404, body: wire.error(404, 'Resource not found') }
    return path.startsWith(wire.taskPath)
      ? (onRead?.(path.slice(wire.taskPath.length)) ?? notFound)
      : notFound
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { authorization = '' } = request.headers
    const path = request.url ?? ''
    const isCreate = request.method === 'POST' && path === wire.createPath
    const body = parsed(Buffer.concat(chunks).toString())
    await send(response, answerTo(path, isCreate, authorization.startsWith('Bearer good'), body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spent: () => START - credits,
    creates: () => creates,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

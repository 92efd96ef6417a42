import { lookup } from 'node:dns/promises'
import { isInternalAddress } from '../../contracts/addresses.ts'
import { InternalAddressError } from '../download/internal-address.ts'
import { isBeforeSending } from './before-sending.ts'
import {
  type FileRequest,
  LONGEST_RESPONSE_BYTES,
  type OpenedFile,
  type Outgoing,
  type ResponseHeaders,
  type ResponseLimits,
  type Transmission,
  type Transport,
} from './transport.ts'

/** The part of `fetch` that is used: the runtime's own will do, and so will your wrapper. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

export interface FetchInit {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly signal: AbortSignal
  readonly redirect: 'manual'
  /**
   * Off for create requests. Bun would send over a kept-alive connection, and send again by itself when that breaks
   * (observed in Bun 1.3); on a new connection it does not.
   */
  readonly keepalive?: boolean
}

export interface FetchResponse {
  readonly status: number
  readonly headers: { forEach(visit: (value: string, name: string) => void): void }
  readonly body: { getReader(): BodyReader } | null
}

interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
  cancel(): Promise<void>
}

/**
 * Requests over `fetch`, if undici is missing. It cannot tell whether a byte has left, so more create requests end in
 * doubt: only an error that names a connection that was never made proves that nothing was sent.
 */
export const fetchTransport = (fetch: Fetch): Transport => ({
  send: (outgoing, limits) => send(fetch, outgoing, limits),
  open: (request) => open(fetch, request),
  canGuard: true,
  close: async () => undefined,
})

/** What has arrived so far, for the error when it is given up. */
interface Received {
  status: number | undefined
  headers: ResponseHeaders
  readonly chunks: Uint8Array[]
}

const send = async (fetch: Fetch, outgoing: Outgoing, limits: ResponseLimits): Promise<Transmission> => {
  const { clock, timeoutMs, signal } = limits
  const received: Received = { status: undefined, headers: {}, chunks: [] }
  const broken = (
    by: 'connection' | 'abort' | 'timeout' | 'size',
    wasSent: boolean,
    cause: unknown,
  ): Transmission => {
    const { status, headers } = received
    return { kind: 'broken', by, wasSent, status, headers, text: textIn(received), cause }
  }
  if (signal.aborted) return broken('abort', false, signal.reason)
  const stop = new AbortController()
  return new Promise((resolve) => {
    const end = (transmission: Transmission): void => {
      callOff()
      signal.removeEventListener('abort', onAbort)
      resolve(transmission)
      stop.abort()
    }
    const onAbort = (): void => end(broken('abort', true, signal.reason))
    const callOff = clock.after(timeoutMs, () => end(broken('timeout', true, undefined)))
    signal.addEventListener('abort', onAbort, { once: true })
    collect(fetch, outgoing, stop.signal, received).then(
      (isTooLong) => end(isTooLong ? broken('size', true, undefined) : answered(received)),
      (error: unknown) => {
        const cause = causeOf(error)
        end(broken('connection', !isBeforeSending(cause), cause))
      },
    )
  })
}

const answered = (received: Received): Transmission => ({
  kind: 'answered',
  status: received.status ?? 0,
  headers: received.headers,
  text: textIn(received),
})

const textIn = ({ chunks }: Received): string => Buffer.concat(chunks).toString('utf8')

/** @returns whether it was more than any provider sends */
const collect = async (
  fetch: Fetch,
  { origin, path, method, headers, body }: Outgoing,
  signal: AbortSignal,
  received: Received,
): Promise<boolean> => {
  const response = await fetch(origin + path, {
    ...{ method, headers: { ...headers }, signal, redirect: 'manual' },
    ...(body === null ? {} : { body, keepalive: false }),
  })
  received.status = response.status
  received.headers = headersOf(response)
  let bytes = 0
  for await (const chunk of chunksOf(response)) {
    bytes += chunk.length
    if (bytes > LONGEST_RESPONSE_BYTES) return true
    received.chunks.push(chunk)
  }
  return false
}

/** `fetch` has decoded the body already, so what the headers say of its encoding and length no longer applies. */
const headersOf = ({ headers }: FetchResponse): ResponseHeaders => {
  const all: Record<string, string> = {}
  headers.forEach((value, name) => {
    all[name.toLowerCase()] = value
  })
  const { 'content-encoding': encoding, 'content-length': _length, ...rest } = all
  return encoding === undefined || encoding === 'identity' ? all : rest
}

async function* chunksOf({ body }: FetchResponse): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  for (;;) {
    const next = await reader?.read()
    if (next === undefined || next.done) return
    if (next.value !== undefined) yield next.value
  }
}

const open = async (fetch: Fetch, { url, headers, signal, isGuarded }: FileRequest): Promise<OpenedFile> => {
  if (isGuarded) await assertOutside(url.hostname)
  const stop = new AbortController()
  const both = AbortSignal.any([signal, stop.signal])
  try {
    const response = await fetch(url.href, {
      method: 'GET',
      headers: { ...headers },
      signal: both,
      redirect: 'manual',
    })
    return {
      status: response.status,
      headers: headersOf(response),
      body: chunksOf(response),
      discard: () => stop.abort(),
    }
  } catch (error) {
    throw causeOf(error)
  }
}

/** Looked up before the connection is made, not while: `fetch` offers no way to check the address itself. */
const assertOutside = async (hostname: string): Promise<void> => {
  const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true })
  const internal = addresses.find(({ address }) => isInternalAddress(address))
  if (internal) throw new InternalAddressError(`${hostname} is ${internal.address}`)
}

/** The error that `fetch` wraps into "fetch failed". */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? error.cause : error

import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { Agent, type Dispatcher, request } from 'undici'
import { parsedJson } from '../../contracts/check/json.ts'
import type { Redact } from '../../contracts/redact.ts'
import { NoAnswer, Unreachable } from '../could-not-check.ts'
import { shown } from '../json-path.ts'
import type { Evidence } from '../report/verdict.ts'
import type { Ask, Exchange } from './exchange.ts'

export type { Ask, Exchange }

export interface WireOptions {
  readonly baseUrl: string
  readonly apiKey: string
  /** What comes before the key in the `Authorization` header: `Bearer`. */
  readonly authScheme: string
  readonly timeoutMs: number
}

/** Plain HTTP to the target, on its own connections. */
export class Wire {
  readonly #options: WireOptions
  readonly #agent: Agent
  /** How often in a row there was no response at all. */
  #silences = 0

  constructor(options: WireOptions) {
    this.#options = options
    const { timeoutMs } = options
    this.#agent = new Agent({
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: { timeout: Math.min(timeoutMs, 10_000) },
    })
  }

  /** @throws Unreachable when nothing was sent; NoAnswer when no whole response came in time */
  async send(ask: Ask): Promise<Exchange> {
    if (this.#silences > 1) throw new Unreachable('nobody listens there')
    const { baseUrl, apiKey, authScheme, timeoutMs } = this.#options
    const isOwn = ask.path.startsWith('/')
    const url = isOwn ? baseUrl + ask.path : ask.path
    const authorization =
      ask.authorization === undefined && isOwn ? `${authScheme} ${apiKey}` : ask.authorization
    const body =
      ask.body === undefined ? undefined : typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body)
    const contentType =
      ask.contentType === undefined && body !== undefined ? 'application/json' : ask.contentType
    const requestHeaders: Record<string, string> = {
      accept: '*/*',
      ...(typeof authorization === 'string' ? { authorization } : {}),
      ...(typeof contentType === 'string' ? { 'content-type': contentType } : {}),
    }
    const sent = { ask, url, requestHeaders, requestBody: body, at: Date.now() }
    let response: Dispatcher.ResponseData | undefined
    const chunks: Buffer[] = []
    try {
      response = await request(url, {
        method: ask.method,
        headers: requestHeaders,
        body: body ?? null,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(timeoutMs),
      })
      for await (const chunk of response.body) chunks.push(chunk)
      this.#silences = 0
      return exchangeOf(sent, response, Buffer.concat(chunks))
    } catch (error) {
      const { code, name, message } = error as NodeJS.ErrnoException
      const place = `${ask.method} ${url}`
      if (NOT_SENT.has(code ?? '')) {
        this.#silences += 1
        throw new Unreachable(`${place}: ${code}`)
      }
      const why = name === 'TimeoutError' ? `no response within ${timeoutMs / 1_000} s` : (code ?? message)
      const partial = response && exchangeOf(sent, response, Buffer.concat(chunks))
      throw new NoAnswer(`${place}: ${why}`, partial)
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }
}

/** No byte of the request left. */
const NOT_SENT: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  'UND_ERR_CONNECT_TIMEOUT',
])

type SentAsk = Pick<Exchange, 'ask' | 'url' | 'requestHeaders' | 'requestBody' | 'at'>

const exchangeOf = (
  sent: SentAsk,
  { statusCode, headers: given }: Dispatcher.ResponseData,
  raw: Buffer,
): Exchange => {
  const headers = plainHeaders(given)
  const bytes = decoded(raw, headers['content-encoding'])
  const text = bytes.toString('utf8')
  return { ...sent, status: statusCode, headers, text, bytes, json: parsedJson(text) }
}

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** We never ask for an encoding; some servers use one all the same. */
const decoded = (bytes: Buffer, encoding = ''): Buffer => {
  const decode = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined
  if (decode === undefined) return bytes
  try {
    return decode(bytes)
  } catch {
    return bytes
  }
}

const plainHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

const LONGEST_BODY = 4_096

const cut = (text: string): string =>
  text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}… (${text.length} characters)` : text

/** The responses of a gateway in place of the service; they say nothing about its contract. */
export const isGateway = (status: number): boolean => status === 502 || status === 503 || status === 504

/** Whether a response redirects the caller. */
export const isRedirect = ({ status }: Exchange): boolean => status >= 300 && status < 400

/** An exchange as reports show it. */
export const evidenceOf = (
  { ask, url, requestHeaders, requestBody, status, headers, text }: Exchange,
  redact: Redact,
): Evidence => ({
  request: {
    method: ask.method,
    url: redact(url),
    headers: Object.fromEntries(
      Object.entries(requestHeaders).map(([name, value]) => [
        name,
        name === 'authorization' ? `${/^\S+ /.exec(value)?.[0] ?? ''}[key]` : redact(value),
      ]),
    ),
    ...(requestBody === undefined ? {} : { body: redact(cut(requestBody)) }),
  },
  answer: {
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redact(value)])),
    body: redact(
      cut(
        /^(text|application)\/[\w.+-]*(json|text|html|xml|plain)/.test(
          headers['content-type'] ?? 'text/plain',
        )
          ? text
          : shown(text.slice(0, 32)),
      ),
    ),
  },
})

import { type ClientRequest, request as callHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { request as callHttps } from 'node:https'
import type { Outgoing } from './outgoing.ts'
import type { Destination } from './upstream.ts'

/** One request as it arrived, over HTTP/1.1 or HTTP/2. */
export interface Arrival {
  readonly request: IncomingMessage | Http2ServerRequest
  readonly response: ServerResponse | Http2ServerResponse
}

/** Headers that concern one connection (RFC 9110, 7.6.1), and those that HTTP/2 puts before all others. */
const OF_THE_CONNECTION =
  /^(:.*|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|http2-settings|expect)$/

const carried = (headers: IncomingMessage['headers']): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || OF_THE_CONNECTION.test(name) ? [] : [[name, value]],
    ),
  )

export interface Onward {
  readonly to: Destination
  readonly isTls?: boolean
  readonly path: string
  /** What the Host header says. */
  readonly host: string
  readonly outgoing: Outgoing
}

/** Forwards a request over HTTP/1.1, and its response back, as they arrive. If one side breaks, so does the other. */
export const forward = ({ request, response }: Arrival, onward: Onward): void => {
  try {
    const call = callOn(request, onward)
    call.on('socket', (socket) => onward.outgoing.note(socket))
    call.on('response', (answer) => sendBack(answer, response))
    call.on('error', () => breakOff(response))
    response.on('close', () => call.destroy())
    sendOn(request, call)
  } catch {
    // What HTTP/2 lets pass may be more than a request of HTTP/1.1 can say.
    breakOff(response)
  }
}

const callOn = (request: Arrival['request'], { to, isTls = false, path, host }: Onward): ClientRequest =>
  (isTls ? callHttps : callHttp)({
    ...to,
    ...(isTls && { servername: to.host }),
    method: request.method ?? 'GET',
    path,
    headers: { ...carried(request.headers), ...framing(request), host },
  })

/** A body of unknown length has to say where it ends: Node adds this by itself only where a body is usual. */
const framing = (request: Arrival['request']): Record<string, string> => {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  const hasBody = 'stream' in request ? !request.stream.endAfterHeaders : encoding !== undefined
  return length === undefined && hasBody ? { 'transfer-encoding': 'chunked' } : {}
}

const sendOn = (request: Arrival['request'], onward: ClientRequest): void => {
  request.on('error', () => onward.destroy())
  request.pipe(onward)
}

const sendBack = (answer: IncomingMessage, response: Arrival['response']): void => {
  answer.on('error', () => breakOff(response))
  try {
    // The two kinds of response differ only in their overloads.
    ;(response as ServerResponse).writeHead(answer.statusCode ?? 502, carried(answer.headers))
    answer.pipe(response as ServerResponse)
  } catch {
    // A status below 100, say.
    answer.destroy()
    breakOff(response)
  }
}

/** The client sees what it would see of a provider: a reset stream, or a connection that ended too early. */
const breakOff = (response: Arrival['response']): void => {
  if ('stream' in response) response.stream.close(2)
  else response.destroy()
}

import type { CallbackHeaders } from '../providers/provider.ts'
import { LONGEST_CALLBACK, type Receive } from './incoming.ts'

/** The part of node:http's request that is read, and what Express and others add to it. */
export interface NodeRequestLike extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined
  readonly headers: CallbackHeaders
  /** The body as parsed by `express.json()`, or left as bytes by `express.raw()`. */
  readonly body?: unknown
}

export interface NodeResponseLike {
  writeHead(status: number, headers: Record<string, string>): { end(): unknown }
  destroy(): unknown
}

/** Responds on node:http. A body parser may run before it: it accepts bytes, text and parsed JSON. */
export const nodeListener =
  (receive: Receive) =>
  (request: NodeRequestLike, response: NodeResponseLike): void => {
    bodyOf(request)
      .then((body) => {
        const { method, headers } = request
        const status = body === undefined ? 413 : receive({ method, headers, body })
        // The rest of a body that is too long is not waited for.
        response.writeHead(status, status === 413 ? { connection: 'close' } : {}).end()
      })
      // The connection broke before the callback was whole: there is nobody to respond to.
      .catch(() => response.destroy())
  }

/** `undefined` if it is too long; the rest is not read. */
const bodyOf = async (request: NodeRequestLike): Promise<unknown> => {
  if (request.body !== undefined && request.body !== null) return request.body
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > LONGEST_CALLBACK) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

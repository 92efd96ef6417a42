import type { IncomingMessage, ServerResponse } from 'node:http'
import { type CallbackReceiver, LONGEST_CALLBACK } from './receiver.ts'

/** Answers on node:http. A body parser before it must have left the bytes alone. */
export const nodeListener =
  (receiver: CallbackReceiver) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    bodyOf(request)
      .then((body) => {
        const status =
          body === undefined
            ? 413
            : receiver.receive({ method: request.method, headers: request.headers, body })
        // What is left of a body that is too long is not waited for.
        response.writeHead(status, status === 413 ? { connection: 'close' } : {}).end()
      })
      // The connection broke before the callback was whole: there is nobody to answer.
      .catch(() => response.destroy())
  }

/** `undefined` when it is too long; the rest is not read. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > LONGEST_CALLBACK) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

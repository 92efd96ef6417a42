import { type CallbackReceiver, LONGEST_CALLBACK } from './receiver.ts'

/** Answers a `Request` with a `Response`. */
export const fetchHandler =
  (receiver: CallbackReceiver) =>
  async (request: Request): Promise<Response> => {
    const body = await bodyOf(request)
    if (body === undefined) return new Response(null, { status: 413 })
    const headers = Object.fromEntries(request.headers)
    return new Response(null, { status: receiver.receive({ method: request.method, headers, body }) })
  }

/** `undefined` when it is too long; the rest is not read. */
const bodyOf = async ({ body }: Request): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > LONGEST_CALLBACK) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

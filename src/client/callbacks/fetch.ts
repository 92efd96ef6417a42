import { type CallbackReceiver, LONGEST_CALLBACK } from './receiver.ts'

/** Answers a `Request` with a `Response`. */
export const fetchHandler =
  (receiver: CallbackReceiver) =>
  async (request: Request): Promise<Response> => {
    if (Number(request.headers.get('content-length') ?? 0) > LONGEST_CALLBACK)
      return new Response(null, { status: 413 })
    const body = new Uint8Array(await request.arrayBuffer())
    const headers = Object.fromEntries(request.headers)
    return new Response(null, { status: receiver.receive({ method: request.method, headers, body }) })
  }

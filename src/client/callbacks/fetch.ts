import { LONGEST_CALLBACK, type Receive } from './incoming.ts'

/** The part of a `Request` that is read: written out, so that these types need neither the DOM's nor Node's. */
export interface RequestLike {
  readonly method: string
  readonly headers: { forEach(visit: (value: string, name: string) => void): void }
  readonly body: { getReader(): { read(): Promise<ReadChunk>; cancel(): Promise<void> } } | null
}

interface ReadChunk {
  readonly done: boolean
  readonly value?: Uint8Array | undefined
}

/** The `Response` type of whatever library is loaded. */
export type ResponseHere = typeof globalThis extends { Response: { prototype: infer Response } }
  ? Response
  : unknown

/** Takes a `Request` and returns a `Response`. */
export const fetchHandler =
  (receive: Receive) =>
  async (request: RequestLike): Promise<ResponseHere> => {
    const body = await bodyOf(request)
    if (body === undefined) return new Response(null, { status: 413 })
    const headers: Record<string, string> = {}
    request.headers.forEach((value, name) => {
      headers[name] = value
    })
    return new Response(null, { status: receive({ method: request.method, headers, body }) })
  }

/** `undefined` if it is too long; the rest is not read. */
const bodyOf = async ({ body }: RequestLike): Promise<Buffer | undefined> => {
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (done || value === undefined) return Buffer.concat(chunks)
    bytes += value.length
    if (bytes > LONGEST_CALLBACK) {
      await reader?.cancel().catch(() => undefined)
      return undefined
    }
    chunks.push(value)
  }
}

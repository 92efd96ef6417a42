/** Exchanges as a HAR 1.2 archive, for the tools that read one. */

interface Shown {
  readonly at: number
  readonly durationMs: number
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly note: string | null
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string }
  readonly response: { readonly body: string }
}

const pairs = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).map(([name, value]) => ({ name, value }))

const entryOf = (exchange: Shown, base: string) => {
  const { at, durationMs, method, url, status, note, request, response } = exchange
  const full = new URL(url, base)
  const size = Buffer.byteLength(response.body)
  return {
    startedDateTime: new Date(at).toISOString(),
    time: durationMs,
    request: {
      method,
      url: full.href,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(request.headers),
      queryString: [...full.searchParams].map(([name, value]) => ({ name, value })),
      ...(request.body !== '' && {
        postData: { mimeType: request.headers['content-type'] ?? '', params: [], text: request.body },
      }),
      headersSize: -1,
      bodySize: Buffer.byteLength(request.body),
    },
    response: {
      // HAR's own convention for a response that never came.
      status: status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size, mimeType: 'application/json', text: response.body },
      redirectURL: '',
      headersSize: -1,
      bodySize: size,
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...(note !== null && { comment: note }),
  }
}

/** How an archive begins, up to its first entry. */
export const harHead = (version: string): string => {
  const creator = JSON.stringify({ name: 'stuntdouble', version })
  return `{"log":{"version":"1.2","creator":${creator},"entries":[`
}

export const HAR_END = ']}}'

/** The entries of an archive, each when it is asked for. @param base where the simulator listens */
export function* harEntries(exchanges: Iterable<Shown>, base: string): Generator<unknown> {
  for (const exchange of exchanges) yield entryOf(exchange, base)
}

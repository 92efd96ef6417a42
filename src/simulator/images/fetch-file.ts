import { Client, type Dispatcher } from 'undici'
import { afterRealMs } from '../../basics/time/machine.ts'
import { type Connect, createGuardedConnect } from '../callbacks/guarded-connect.ts'
import { createLookup } from '../callbacks/lookup.ts'
import { createPolicy } from '../callbacks/policy.ts'
import { contentTypeOf } from '../uploads/content-type.ts'
import type { FoundFile } from './judge-file.ts'

/** How long a file may take, real ms, redirects included. */
const TIME_LIMIT_MS = 10_000
const MOST_REDIRECTS = 3
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** What tells the type of a file. */
const BEGINNING_BYTES = 16

/** Only to where the whole internet can be reached from, at connect time and again at each redirect. */
const toTheOutside = createGuardedConnect(createPolicy('provider'), createLookup())

/**
 * Fetches a file as far as it takes to judge it: its type, and its length up to one byte more than allowed. Nothing is kept.
 * @param maxBytes where reading ends
 * @param connect what opens connections; by default it refuses every address inside a network
 * @throws Error whose message says why there is no such file
 */
export const fetchFile = async (
  link: string,
  maxBytes: number,
  connect: Connect = toTheOutside,
): Promise<FoundFile> => {
  const abort = new AbortController()
  const callOff = afterRealMs(TIME_LIMIT_MS, () => abort.abort(new Error(`it took over ${TIME_LIMIT_MS} ms`)))
  try {
    return await follow(new URL(link), maxBytes, connect, abort.signal, MOST_REDIRECTS)
  } finally {
    callOff()
  }
}

const follow = async (
  url: URL,
  maxBytes: number,
  connect: Connect,
  signal: AbortSignal,
  redirects: number,
): Promise<FoundFile> => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Error(`it redirects to a ${url.protocol} address`)
  const client = new Client(url.origin, { connect: (options, done) => void connect(options, done) })
  try {
    const headers = { 'user-agent': 'stuntdouble', accept: 'image/*,*/*;q=0.5' }
    const path = url.pathname + url.search
    const answer = await client.request({ method: 'GET', path, headers, signal })
    const { location } = answer.headers
    if (!REDIRECTS.has(answer.statusCode) || typeof location !== 'string') return await read(answer, maxBytes)
    if (redirects === 0) throw new Error(`it redirects more than ${MOST_REDIRECTS} times`)
    return await follow(new URL(location, url), maxBytes, connect, signal, redirects - 1)
  } finally {
    // Whatever is still to come of this body is not wanted.
    await client.destroy().catch(() => undefined)
  }
}

const read = async (
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<FoundFile> => {
  if (statusCode !== 200) throw new Error(`its server responds with HTTP ${statusCode}`)
  let beginning = Buffer.alloc(0)
  let byteLength = 0
  for await (const chunk of body) {
    if (beginning.length < BEGINNING_BYTES) beginning = Buffer.concat([beginning, chunk])
    byteLength += chunk.length
    if (byteLength > maxBytes) break
  }
  if (byteLength === 0) throw new Error('the file is empty')
  const said = String(headers['content-type'] ?? '').split(';')[0]
  return { contentType: contentTypeOf(beginning, said || undefined), byteLength }
}

import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMedia } from '../../../src/simulator/results/media-library.ts'
import { serveMedia } from '../../../src/simulator/results/serve-media.ts'

const media = findMedia({ durationSeconds: 5, aspectRatio: '1:1', resolution: '480p' })
const { bytes, etag, lastModified } = media.read()
const size = bytes.length

let server: FastifyInstance
let url: string

beforeAll(async () => {
  server = Fastify()
  server.route({
    method: ['GET', 'HEAD'],
    url: '/video.mp4',
    handler: (req, reply) => serveMedia(req, reply, media),
  })
  url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/video.mp4`
})

afterAll(() => server.close())

const get = async (headers: Record<string, string> = {}) => {
  const response = await request(url, { headers })
  return { ...response, bytes: Buffer.from(await response.body.arrayBuffer()) }
}

/** The whole answer as it went over the wire. */
const raw = async (method: string, ...headers: string[]): Promise<string> => {
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(
    [`${method} /video.mp4 HTTP/1.1`, 'host: x', 'connection: close', ...headers, '', ''].join('\r\n'),
  )
  let text = ''
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk
  })
  await once(socket, 'close')
  return text
}

test('GET sends the whole file with everything a player or cache wants to know', async () => {
  const response = await get()
  expect(response.statusCode).toBe(200)
  expect(response.bytes.equals(bytes)).toBe(true)
  expect(response.headers).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': `${size}`,
    'accept-ranges': 'bytes',
    'cache-control': 'no-cache',
    'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
    etag,
  })
})

test('HEAD sends the headers of GET and not one byte of the file', async () => {
  const [head, ...rest] = (await raw('HEAD')).split('\r\n\r\n')
  expect(rest).toEqual([''])
  expect(head).toMatch(/^HTTP\/1\.1 200 /)
  expect(head).toContain('content-type: video/mp4')
  expect(head).toContain(`content-length: ${size}`)
  expect(head).toContain(`etag: ${etag}`)
})

test('HEAD takes no notice of a range', async () => {
  expect(await raw('HEAD', 'range: bytes=0-9')).toMatch(/^HTTP\/1\.1 200 /)
})

test.each([
  ['from and to', 'bytes=10-19', 10, 19],
  ['a single byte', 'bytes=0-0', 0, 0],
  ['open ended', 'bytes=100-', 100, size - 1],
  ['the whole, as players ask first', 'bytes=0-', 0, size - 1],
  ['the last bytes', 'bytes=-16', size - 16, size - 1],
  ['more last bytes than there are', `bytes=-${size + 1}`, 0, size - 1],
  ['past the end', `bytes=10-${size + 1000}`, 10, size - 1],
  ['a unit in capitals', 'Bytes=1-2', 1, 2],
  ['an absurdly large end', `bytes=5-${'9'.repeat(400)}`, 5, size - 1],
])('a range, %s, is answered with 206 and just those bytes', async (_what, range, first, last) => {
  const response = await get({ range })
  expect(response.statusCode).toBe(206)
  expect(response.headers['content-range']).toBe(`bytes ${first}-${last}/${size}`)
  expect(response.headers['content-length']).toBe(`${last - first + 1}`)
  expect(response.headers['content-type']).toBe('video/mp4')
  expect(response.headers.etag).toBe(etag)
  expect(response.bytes.equals(bytes.subarray(first, last + 1))).toBe(true)
})

test('the parts of a file, put together, are the file', async () => {
  const half = size >> 1
  const parts = await Promise.all([get({ range: `bytes=0-${half - 1}` }), get({ range: `bytes=${half}-` })])
  expect(Buffer.concat(parts.map((part) => part.bytes)).equals(bytes)).toBe(true)
})

test.each([`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
  'a range outside the file, %s, is answered with 416 and the size',
  async (range) => {
    const response = await get({ range })
    expect(response.statusCode).toBe(416)
    expect(response.headers['content-range']).toBe(`bytes */${size}`)
    expect(response.bytes).toHaveLength(0)
  },
)

test.each([
  'bytes=0-1,4-5',
  'bytes=9-3',
  'bytes=-',
  'bytes=a-b',
  'bytes=1-2x',
  'bytes',
  'items=0-1',
  'bytes=1--2',
])('several ranges or a malformed one, %s, get the whole file', async (range) => {
  const response = await get({ range })
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-length']).toBe(`${size}`)
})

test.each([etag, lastModified])(
  'a range that depends on the file still being %s is honoured',
  async (validator) => {
    const response = await get({ range: 'bytes=0-9', 'if-range': validator })
    expect(response.statusCode).toBe(206)
  },
)

test.each(['"other"', `W/${etag}`, 'Fri, 02 Jan 2026 00:00:00 GMT', 'nonsense'])(
  'a range that depends on another file, %s, gets the whole new one',
  async (validator) => {
    const response = await get({ range: 'bytes=0-9', 'if-range': validator })
    expect(response.statusCode).toBe(200)
  },
)

test.each([etag, `W/${etag}`, '*', `"other", ${etag}`])(
  'who already has %s is told that nothing changed',
  async (tags) => {
    const response = await get({ 'if-none-match': tags })
    expect(response.statusCode).toBe(304)
    expect(response.bytes).toHaveLength(0)
    expect(response.headers.etag).toBe(etag)
    expect(response.headers['content-length']).toBeUndefined()
  },
)

test('HEAD gets the same, without a length', async () => {
  const answer = await raw('HEAD', `if-none-match: ${etag}`)
  expect(answer).toMatch(/^HTTP\/1\.1 304 /)
  expect(answer).not.toContain('content-length')
})

test.each([
  [lastModified, 304],
  ['Fri, 02 Jan 2026 00:00:00 GMT', 304],
  ['Wed, 31 Dec 2025 23:59:59 GMT', 200],
  ['last week', 200],
])('asked for what changed since %s, it answers %i', async (date, status) => {
  expect((await get({ 'if-modified-since': date })).statusCode).toBe(status)
})

test('another tag outranks a date that would match', async () => {
  const response = await get({ 'if-none-match': '"other"', 'if-modified-since': lastModified })
  expect(response.statusCode).toBe(200)
})

test('an unchanged file is unchanged whatever the range', async () => {
  const response = await get({ 'if-none-match': etag, range: 'bytes=0-9' })
  expect(response.statusCode).toBe(304)
})

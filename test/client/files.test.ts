import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/command.ts'
import { kieRequest, startDouble } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** What is stored is what it is called, and stands where it should. */

const MP4 = readFileSync('media/720p-16x9-5s.mp4')

const startFileServer = (headers: Record<string, string>, body: Buffer) =>
  startOddServer((_request, response) => response.writeHead(200, headers).end(body))

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
] as const)('a file that the server encodes unasked (%s) is stored decoded', async (encoding, encode) => {
  await using double = await startDouble()
  await using server = await startFileServer(
    { 'content-type': 'video/mp4', 'content-encoding': encoding },
    encode(MP4),
  )
  const stream = await double.kie({ baseUrl: server.url }).videos.download(`${server.url}/a.mp4`)
  expect((await double.settled(buffer(stream))).equals(MP4)).toBe(true)
})

test('an encoded file that breaks off is fetched again, and no byte comes twice', async () => {
  await using double = await startDouble()
  const encoded = gzipSync(MP4)
  let calls = 0
  const ranges: (string | undefined)[] = []
  await using server = await startOddServer((request, response) => {
    calls += 1
    ranges.push(request.headers.range)
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-encoding': 'gzip' })
    if (calls > 1) response.end(encoded)
    else response.write(encoded.subarray(0, encoded.length / 2), () => setImmediate(() => response.destroy()))
  })
  const stream = await double.kie({ baseUrl: server.url }).videos.download(`${server.url}/a.mp4`)
  expect((await double.settled(buffer(stream))).equals(MP4)).toBe(true)
  expect(ranges).toEqual([undefined, undefined])
})

test.each([
  ['gzip', gzipSync(MP4), /returned gzip, which is not a video/],
  ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n00000000', 'latin1'), /returned an image, which is not a video/],
  [
    'noise',
    Buffer.from('0123456789abcdef0123'),
    /returned something other than an MP4, which is not a video/,
  ],
  ['JSON', Buffer.from('{"error":"expired, sorry"}'), /returned text, which is not a video/],
])('%s under video/mp4 is not stored', async (_what, body, message) => {
  await using double = await startDouble()
  using folder = temporaryFolder()
  await using server = await startFileServer({ 'content-type': 'video/mp4' }, body)
  const to = join(folder.path, 'cat.mp4')
  const client = double.kie({ baseUrl: server.url })
  const error = await double.failure(client.videos.download(`${server.url}/a.mp4`, { to }))
  expect(error).toMatchObject({ kind: 'wrong-type', message: expect.stringMatching(message) })
  expect(readdirSync(folder.path)).toEqual([])
})

test('a folder that does not exist is named before anything is fetched', async () => {
  await using double = await startDouble()
  const download = double
    .kie()
    .videos.download('https://example.com/a.mp4', { to: '/no/such/folder/cat.mp4' })
  expect(await double.failure(download)).toMatchObject({
    kind: 'invalid-argument',
    message: 'The folder /no/such/folder does not exist, so /no/such/folder/cat.mp4 cannot be written.',
  })
})

test('two downloads to one path leave one whole file', async () => {
  await using double = await startDouble()
  using folder = temporaryFolder()
  const client = double.kie()
  const video = await double.settled(client.videos.createAndWait(kieRequest()))
  const to = join(folder.path, 'cat.mp4')
  const both = [client.videos.download(video, { to }), client.videos.download(video, { to })]
  const [first, second] = await double.settled(Promise.all(both))
  expect(first).toEqual(second)
  expect(readFileSync(to).equals(MP4)).toBe(true)
  expect(readdirSync(folder.path)).toEqual(['cat.mp4'])
})

test('a download reports how far it is', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const video = await double.settled(client.videos.createAndWait(kieRequest()))
  const steps: { readonly bytes: number; readonly totalBytes: number | undefined }[] = []
  await double.settled(
    buffer(await client.videos.download(video, { onProgress: (step) => void steps.push(step) })),
  )
  expect(steps.at(-1)).toEqual({ bytes: MP4.length, totalBytes: MP4.length })
  expect(steps.map(({ bytes }) => bytes)).toEqual([...steps.map(({ bytes }) => bytes)].sort((a, b) => a - b))
})

/** An upload host as Kie's is observed. */
const startUploadHost = () => {
  const bodies: Record<string, unknown>[] = []
  return startOddServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const type = request.headers['content-type'] ?? ''
      const body = Buffer.concat(chunks)
      bodies.push({
        path: request.url,
        ...(type === 'application/json' ? JSON.parse(String(body)) : { type, form: String(body) }),
      })
      const data = {
        downloadUrl: 'https://tempfile.example.com/cat.png',
        file_url: 'https://files.example.com/cat.png',
      }
      response.end(JSON.stringify({ success: true, code: 200, msg: 'ok', data }))
    })
  }).then((server) => Object.assign(server, { bodies }))
}

test('Kie: a file is uploaded, and a request can name its address', async () => {
  await using double = await startDouble()
  await using host = await startUploadHost()
  const client = double.kie({ uploadUrl: host.url })
  const { url, expiresAt } = await double.settled(
    client.uploads.file(Buffer.from('pixels'), { fileName: 'cat.png' }),
  )
  expect(url).toBe('https://tempfile.example.com/cat.png')
  expect(expiresAt - double.clock.now()).toBe(24 * 60 * 60 * 1000)
  expect(host.bodies).toEqual([
    {
      path: '/api/file-stream-upload',
      type: expect.stringMatching(/^multipart\/form-data; boundary=stuntdouble-[0-9a-f]{32}$/),
      form: expect.stringContaining(
        'name="file"; filename="cat.png"\r\ncontent-type: application/octet-stream\r\n\r\npixels\r\n',
      ),
    },
  ])
})

test.each(['kie', 'evolink'] as const)(
  '%s: an uploaded file is stored as it was, under any name',
  async (provider) => {
    await using double = await startDouble()
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(256).keys()])
    const { url } = await double.settled(
      double[provider]().uploads.file(bytes, { fileName: 'a "cat"\r\n.png' }),
    )
    const response = await double.settled(fetch(url))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await double.settled(response.arrayBuffer()))).toEqual(bytes)
  },
)

test('EvoLink: a file is fetched from an address', async () => {
  await using double = await startDouble()
  await using host = await startUploadHost()
  const client = double.evolink({ uploadUrl: host.url })
  const { url } = await double.settled(client.uploads.fromUrl('https://example.com/cat.png'))
  expect(url).toBe('https://files.example.com/cat.png')
  expect(host.bodies).toEqual([
    { path: '/api/v1/files/upload/url', file_url: 'https://example.com/cat.png', upload_path: 'uploads' },
  ])
})

test('whoever calls another API uploads nothing to the provider’s host', async () => {
  await using double = await startDouble()
  const { url } = await double.settled(double.kie().uploads.file(Buffer.from('pixels')))
  expect(url).toContain(`${double.simulator.url}/uploads/`)
})

test('a file that does not exist cannot be uploaded', async () => {
  await using double = await startDouble()
  const upload = double.kie().uploads.file('/no/such/cat.png')
  expect(await double.failure(upload)).toMatchObject({
    kind: 'invalid-argument',
    message: 'The file /no/such/cat.png cannot be read (ENOENT).',
  })
})

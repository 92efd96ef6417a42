import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/command.ts'
import { parseMp4 } from '../helpers/mp4.ts'
import { evolinkRequest, kieRequest, startDouble } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** Downloads: whole, typed, resumed, and nowhere they should not go. */

type Double = Awaited<ReturnType<typeof startDouble>>

/** As short as something can be that begins as an MP4 does. */
const TINY = '0123ftypisom0123456789012345678901234567'

/** A finished video whose download meets a fault. */
const finished = (double: Double, fault?: string) =>
  double.settled(
    double
      .kie()
      .videos.createAndWait(kieRequest(fault === undefined ? 'a cat' : `a cat [[stunt: ${fault}]]`)),
  )

test('a result is written to a file that plays', async () => {
  await using double = await startDouble()
  using folder = temporaryFolder()
  const to = join(folder.path, 'cat.mp4')
  const file = await double.settled(double.kie().videos.download(await finished(double), { to }))
  const bytes = readFileSync(to)
  expect(file).toEqual({ path: to, bytes: bytes.length, contentType: 'video/mp4' })
  expect(parseMp4(bytes)).toMatchObject({ durationSeconds: 5, hasH264: true })
  expect(existsSync(`${to}.part`)).toBe(false)
})

test('without a file it is a stream', async () => {
  await using double = await startDouble()
  const video = await double.settled(double.evolink().videos.createAndWait(evolinkRequest()))
  const stream = await double.evolink().videos.download(video)
  expect(parseMp4(await double.settled(buffer(stream)))).toMatchObject({ durationSeconds: 5 })
})

test('the API key is never sent along with a download', async () => {
  await using double = await startDouble()
  await double.settled(buffer(await double.kie().videos.download(await finished(double))))
  const [download] = double.exchanges('kie.result')
  expect(download?.request.headers).not.toHaveProperty('authorization')
})

test.each([
  'result-truncated call=1',
  'hang on=result call=1 for=10h',
  'result-truncated call=1..3 share=0.3',
])('a download that breaks off (%s) goes on where it was', async (fault) => {
  await using double = await startDouble()
  const video = await finished(double, fault)
  const whole = readFileSync('media/720p-16x9-5s.mp4')
  const startedAt = double.clock.now()
  const stream = await double.kie().videos.download(video)
  expect((await double.settled(buffer(stream))).equals(whole)).toBe(true)
  expect(double.clock.now() - startedAt).toBeLessThan(70_000)
  const ranges = double.exchanges('kie.result').map(({ request }) => request.headers.range)
  if (fault.startsWith('result-truncated'))
    expect(ranges.slice(1)).toEqual(ranges.slice(1).map(() => expect.stringMatching(/^bytes=\d+-$/)))
})

test('a download that never gets whole is an error, and leaves no file behind', async () => {
  await using double = await startDouble()
  using folder = temporaryFolder()
  const to = join(folder.path, 'cat.mp4')
  const video = await finished(double, 'result-truncated share=0.5')
  const error = await double.failure(double.kie().videos.download(video, { to }))
  expect(error).toMatchObject({ kind: 'incomplete-download', taskId: video.id })
  expect(existsSync(to) || existsSync(`${to}.part`)).toBe(false)
})

test('a slow download may take longer than the timeout, as long as something comes', async () => {
  await using double = await startDouble()
  const video = await finished(double, 'result-slow over=10m pieces=20')
  const startedAt = double.clock.now()
  await double.settled(buffer(await double.kie().videos.download(video)))
  expect(double.clock.now() - startedAt).toBeCloseTo(600_000, 0)
})

test('a page of HTML in a video’s place is not stored', async () => {
  await using double = await startDouble()
  using folder = temporaryFolder()
  const to = join(folder.path, 'cat.mp4')
  const error = await double.failure(
    double.kie().videos.download(await finished(double, 'result-wrong-type'), { to }),
  )
  expect(error).toMatchObject({ kind: 'wrong-type', status: 200 })
  expect(existsSync(to)).toBe(false)
})

test.each(['403', '404', '410'])(
  'a link that answers %s has expired, and the error says what to do',
  async (status) => {
    await using double = await startDouble()
    const video = await finished(double, `result-expired status=${status}`)
    const error = await double.failure(double.kie().videos.download(video, { to: '/dev/null' }))
    expect(error).toMatchObject({ kind: 'link-expired', status: Number(status), taskId: video.id })
    expect(error.message).toMatch(/retrieve it/)
    expect(double.exchanges('kie.result')).toHaveLength(1)
  },
)

test.each([
  'http://10.0.0.7/a.mp4',
  'http://[::ffff:192.168.1.1]/a.mp4',
  'http://localhost:1/a.mp4',
  'http://169.254.169.254/latest/meta-data',
])('a link to %s is not followed', async (link) => {
  await using double = await startDouble()
  const client = double.kie()
  expect(await double.failure(client.videos.download(link, { to: '/dev/null' }))).toMatchObject({
    kind: 'private-address',
  })
})

test('a name that resolves to an address inside is not followed', async () => {
  await using double = await startDouble()
  let connections = 0
  await using server = await startOddServer(() => {
    connections += 1
  })
  const link = `http://${hostname()}:${new URL(server.url).port}/a.mp4`
  const error = await double.failure(
    double.kie({ baseUrl: 'https://api.kie.ai' }).videos.download(link, { to: '/dev/null' }),
  )
  expect(error).toMatchObject({ kind: 'private-address' })
  expect(connections).toBe(0)
})

test('a redirect to an address inside is not followed, unless allowed', async () => {
  await using double = await startDouble()
  const [inside = ''] = (await finished(double)).urls
  await using server = await startOddServer((_request, response) =>
    response.writeHead(302, { location: inside.replace('127.0.0.1', 'localhost') }).end(),
  )
  const client = double.kie({ baseUrl: server.url })
  const error = await double.failure(client.videos.download(`${server.url}/a.mp4`, { to: '/dev/null' }))
  expect(error).toMatchObject({ kind: 'private-address' })
  const stream = await client.videos.download(`${server.url}/a.mp4`, { allowPrivateAddresses: true })
  expect((await double.settled(buffer(stream))).length).toBeGreaterThan(1_000)
})

test('another file under the same link is not glued to the first half', async () => {
  await using double = await startDouble()
  let calls = 0
  await using server = await startOddServer((_request, response) => {
    calls += 1
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 40, etag: `"${calls}"` })
    response.write(TINY.slice(0, 20), () => setImmediate(() => response.destroy()))
  })
  const client = double.kie({ baseUrl: server.url })
  const stream = await client.videos.download(`${server.url}/a.mp4`)
  expect(await double.failure(buffer(stream))).toMatchObject({ kind: 'incomplete-download' })
  expect(calls).toBe(2)
})

test('a server that sends less than it was asked for is asked for the rest', async () => {
  await using double = await startDouble()
  const whole = TINY
  await using server = await startOddServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? 'bytes=0-')?.[1])
    const part = whole.slice(from, from + 16)
    const range = `bytes ${from}-${from + part.length - 1}/${whole.length}`
    response.writeHead(206, {
      'content-type': 'video/mp4',
      'content-length': part.length,
      'content-range': range,
    })
    response.end(part)
  })
  const stream = await double.kie({ baseUrl: server.url }).videos.download(`${server.url}/a.mp4`)
  expect((await double.settled(buffer(stream))).toString()).toBe(whole)
})

test('a server without ranges is read from the start again, and no byte comes twice', async () => {
  await using double = await startDouble()
  let calls = 0
  await using server = await startOddServer((_request, response) => {
    calls += 1
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': TINY.length })
    if (calls === 1) response.write(TINY.slice(0, 20), () => setImmediate(() => response.destroy()))
    else response.end(TINY)
  })
  const stream = await double.kie({ baseUrl: server.url }).videos.download(`${server.url}/a.mp4`)
  expect((await double.settled(buffer(stream))).toString()).toBe(TINY)
})

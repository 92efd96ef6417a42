import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { AmbiguousCreateError, type Drift, EvolinkClient, KieClient } from '../../src/client/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { startDouble, struckBy } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** Models that no bundled page describes. Types for them are written by `stuntdouble import --types`; these are by hand. */
declare module '../../src/client/index.ts' {
  interface KieRequests {
    painter: {
      path: '/api/v1/jobs/createTask'
      request: { model: 'painter/pro-text-to-image'; input: { prompt: string } }
    }
    scribe: {
      path: '/api/v1/jobs/createTask'
      request: { model: 'scribe/audio-to-text'; input: { audio_url: string } }
    }
  }
  interface EvolinkRequests {
    sketchbook: { path: '/v1/images/generations'; request: { model: 'sketchbook-2'; prompt: string } }
    tuneMaker: { path: '/v1/audios/generations'; request: { model: 'tune-maker-1'; prompt: string } }
    choir: { path: '/v1/songs/generations'; request: { model: 'choir-1'; prompt: string } }
  }
}

const PAGES = 'test/fixtures/pages'

const models = ['evolink-image.md', 'evolink-mintlify-create.md', 'kie-apidog.md', 'plain-openapi.json'].map(
  (name) => join(PAGES, name),
)

const image = { model: 'sketchbook-2', prompt: 'a red door' } as const
const audio = { model: 'tune-maker-1', prompt: 'a slow waltz' } as const
const picture = { model: 'painter/pro-text-to-image', input: { prompt: 'a red door' } } as const
const transcript = {
  model: 'scribe/audio-to-text',
  input: { audio_url: 'https://example.org/a.mp3' },
} as const

type Double = Awaited<ReturnType<typeof startDouble>>

const createPaths = (double: Double): string[] =>
  double
    .exchanges()
    .filter(({ method }) => method === 'POST')
    .map(({ url }) => url)

test('an image of EvoLink is created at the path for images, and fetched', async () => {
  await using double = await startDouble({ models })
  using folder = temporaryFolder()
  const to = join(folder.path, 'door.png')
  const client = double.evolink()
  const task = await double.settled(client.images.createAndWait(image))
  const file = await double.settled(client.images.download(task, { to }))
  expect(createPaths(double)).toEqual(['/v1/images/generations'])
  expect(file).toMatchObject({ path: to, contentType: 'image/png' })
  expect(readFileSync(to).subarray(1, 4).toString()).toBe('PNG')
})

test('an audio file of EvoLink is created at the path for audio, and fetched', async () => {
  await using double = await startDouble({ models })
  const client = double.evolink()
  const task = await double.settled(client.audios.createAndWait(audio))
  const bytes = await double.settled(buffer(await client.audios.download(task)))
  expect(createPaths(double)).toEqual(['/v1/audios/generations'])
  expect(bytes.length).toBeGreaterThan(100)
})

test('a model at a path of its own is created there, under the prefix of a reseller too', async () => {
  using folder = temporaryFolder()
  const schema = {
    type: 'object',
    required: ['model', 'prompt'],
    properties: { model: { const: 'choir-1' }, prompt: { type: 'string' } },
  }
  const post = { requestBody: { content: { 'application/json': { schema } } } }
  const page = { openapi: '3.1.0', paths: { '/v1/songs/generations': { post } } }
  writeFileSync(join(folder.path, 'choir.json'), JSON.stringify(page))
  await using double = await startDouble({ models: [folder.path] })
  const song = { model: 'choir-1', prompt: 'a hum' } as const
  await double.settled(double.evolink().at('/v1/songs/generations').create(song))
  const reseller = double.evolink({ baseUrl: double.simulator.baseUrls.reseller })
  await double.settled(reseller.at('/v1/songs/generations').create(song))
  expect(createPaths(double)).toEqual(['/v1/songs/generations', '/apiv1/v1/songs/generations'])
  expect(double.paid).toBe(2)
})

test('a path without a slash is refused before anything is sent', async () => {
  await using client = new EvolinkClient({ apiKey: 'a-key' })
  const at = (path: string) => () => client.at(path as '/v1/songs/generations')
  expect(at('songs')).toThrow(/^A path begins with a slash/)
  expect(at('/v1/songs?x=1')).toThrow(expect.objectContaining({ kind: 'invalid-argument' }))
})

test('an image of Kie is created and fetched', async () => {
  await using double = await startDouble({ models })
  const client = double.kie()
  const task = await double.settled(client.images.createAndWait(picture))
  const bytes = await double.settled(buffer(await client.images.download(task)))
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(task.object).toBeUndefined()
})

test('a text of Kie comes as an object, and is not taken for an empty result', async () => {
  await using double = await startDouble({ models })
  const client = double.kie()
  const task = await double.settled(client.texts.createAndWait(transcript))
  expect(task).toMatchObject({ urls: [], object: { text: expect.any(String) } })
  await expect(client.texts.download(task)).rejects.toMatchObject({
    kind: 'invalid-argument',
    message: 'The task has no result file number 0; what it made is in task.object.',
  })
})

test('a missing text is an empty result', async () => {
  await using double = await startDouble({ models })
  const client = double.kie(struckBy('empty-result'))
  expect(await double.failure(client.texts.createAndWait(transcript))).toMatchObject({ kind: 'empty-result' })
  expect(double.paid).toBe(1)
})

/** A finished task of Kie with such a result, as a callback reports it. */
const finished = (client: KieClient, result: unknown) => {
  const data = { taskId: 't1', state: 'success', resultJson: JSON.stringify(result) }
  const { task } = client.callbacks.parse(JSON.stringify({ code: 200, data }))
  if (task.phase !== 'succeeded') throw new Error(`It is ${task.phase}.`)
  return task
}

test.each([
  [{ resultObject: { text: 'Hello' } }, { text: 'Hello' }],
  [{ resultObject: '{"text":"Hello"}' }, { text: 'Hello' }],
  [{ resultObject: 'Hello' }, { text: 'Hello' }],
  [{ resultObject: ['Hello', 'you'] }, { items: ['Hello', 'you'] }],
  [{ resultObject: {} }, undefined],
  [{ resultObject: null }, undefined],
  [{ resultUrls: ['https://example.org/a.png'] }, undefined],
])('the object of %j is %j', async (result, object) => {
  await using client = new KieClient({ apiKey: 'a-key' })
  expect(finished(client, result).object).toEqual(object)
})

test('each of several results has its link, and is fetched by its number', async () => {
  await using server = await startOddServer((request, response) => {
    response.setHeader('content-type', 'image/webp').end(`RIFF ${request.url}`)
  })
  await using client = new KieClient({ apiKey: 'a-key', baseUrl: server.url })
  const task = finished(client, { resultUrls: [1, 2, 3].map((nth) => `${server.url}/${nth}.webp`) })
  expect(task.urls).toHaveLength(3)
  const texts = await Promise.all(
    task.urls.map(async (_url, index) => String(await buffer(await client.images.download(task, { index })))),
  )
  expect(texts).toEqual(['RIFF /1.webp', 'RIFF /2.webp', 'RIFF /3.webp'])
})

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
const HTML = '<!doctype html><title>Not here</title>'

test.each([
  ['images', 'image/svg+xml', SVG, 'taken'],
  ['images', 'image/svg+xml', HTML, 'wrong-type'],
  ['images', 'image/png', SVG, 'wrong-type'],
  ['images', 'video/mp4', 'moov', 'wrong-type'],
  ['audios', 'audio/mpeg', 'ID3', 'taken'],
  ['audios', 'audio/mpeg', '{"error":1}', 'wrong-type'],
  ['videos', 'image/png', 'PNG', 'wrong-type'],
  ['texts', 'application/json', '{"lines":[]}', 'taken'],
  ['texts', 'text/plain', 'Hello', 'taken'],
  ['texts', 'text/html; charset=utf-8', HTML, 'wrong-type'],
  ['texts', 'text/plain', HTML, 'wrong-type'],
] as const)('%s.download: %s that begins %s is %s', async (family, type, body, outcome) => {
  await using server = await startOddServer((_request, response) => {
    response.setHeader('content-type', type).end(body)
  })
  await using client = new KieClient({ apiKey: 'a-key', baseUrl: server.url })
  const taken = buffer(await client[family].download(`${server.url}/file`)).then(
    () => 'taken',
    (error) => error.kind,
  )
  expect(await taken).toBe(outcome)
})

/** The same road as for videos, by whichever door. */
const CREATES = [
  ['evolink.images', (double: Double, fault: string) => double.evolink(struckBy(fault)).images.create(image)],
  ['evolink.audios', (double: Double, fault: string) => double.evolink(struckBy(fault)).audios.create(audio)],
  [
    'evolink.at',
    (double: Double, fault: string) =>
      double.evolink(struckBy(fault)).at('/v1/images/generations').create(image),
  ],
  ['kie.images', (double: Double, fault: string) => double.kie(struckBy(fault)).images.create(picture)],
  ['kie.texts', (double: Double, fault: string) => double.kie(struckBy(fault)).texts.create(transcript)],
] as const

test.each(CREATES)(
  '%s: a create request of which nobody knows whether it was done is sent once',
  async (_name, create) => {
    await using double = await startDouble({ models })
    const error = await double.failure(create(double, 'connection-reset at=accepted'))
    expect(error).toBeInstanceOf(AmbiguousCreateError)
    expect(createPaths(double)).toHaveLength(1)
    expect(double.paid).toBe(1)
  },
)

test.each(CREATES)(
  '%s: a create request refused with 429 is sent again later, and paid once',
  async (_name, create) => {
    await using double = await startDouble({ models })
    await double.settled(create(double, 'rate-limited call=1'))
    expect(createPaths(double)).toHaveLength(2)
    expect(double.paid).toBe(1)
  },
)

test('responses about imported models are not drift', async () => {
  await using double = await startDouble({ models })
  const drifts: Drift[] = []
  const onDrift = (drift: Drift): void => void drifts.push(drift)
  await double.settled(double.evolink({ onDrift }).images.createAndWait(image))
  await double.settled(double.kie({ onDrift }).texts.createAndWait(transcript))
  expect(drifts).toEqual([])
})

test('a handle of an image that went through JSON is waited for in another process', async () => {
  await using double = await startDouble({ models })
  const written = JSON.stringify(await double.settled(double.evolink().images.create(image)))
  expect(await double.settled(double.evolink().images.wait(JSON.parse(written)))).toMatchObject({
    phase: 'succeeded',
    urls: [expect.stringMatching(/\.png$/)],
  })
})

test('a client that is printed shows no key', async () => {
  await using client = new KieClient({ apiKey: 'a-very-secret-key' })
  expect(inspect(client, { depth: 9, showHidden: true })).not.toContain('a-very-secret-key')
})

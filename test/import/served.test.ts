import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type SimulatorOptions, startSimulator } from '../../src/simulator/start-simulator.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { PAGES } from './pages.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
type Any = any

const serve = async (options: SimulatorOptions = {}) => {
  const refusedPages: string[] = []
  const simulator = await startSimulator(
    { port: 0, progress: 'immediate', models: [PAGES], ...options },
    { onRefusedPage: (reason) => refusedPages.push(reason) },
  )
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(simulator.url + path, {
      method,
      headers: {
        authorization: 'Bearer a-key',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return {
      status: answer.status,
      note: answer.headers.get('x-stuntdouble-note') ?? '',
      json: (await answer.json()) as Any,
    }
  }
  const kie = (model: string, input: unknown) => call('POST', '/api/v1/jobs/createTask', { model, input })
  const result = async (id: string) => (await call('GET', `/api/v1/jobs/recordInfo?taskId=${id}`)).json.data
  return { simulator, call, kie, result, refusedPages, [Symbol.asyncDispose]: () => simulator.close() }
}

const fileAt = async (url: string) => {
  const answer = await fetch(url)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { type: answer.headers.get('content-type'), magic: bytes.subarray(0, 12).toString('latin1') }
}

test('pages that describe no create call are told of and left out', async () => {
  await using double = await serve()
  expect(double.refusedPages).toHaveLength(5)
})

test('an imported image model of EvoLink is served on its own path, and gives a PNG', async () => {
  await using double = await serve()
  const created = await double.call('POST', '/v1/images/generations', {
    model: 'sketchbook-2',
    prompt: 'a door',
  })
  expect(created.json).toMatchObject({ object: 'image.generation.task', type: 'image' })
  const task = await double.call('GET', `/v1/tasks/${created.json.id}`)
  expect(await fileAt(task.json.results[0])).toMatchObject({ type: 'image/png', magic: /^\x89PNG/ })
})

test('without its page the path stays unknown', async () => {
  await using double = await serve({ models: [] })
  const { status, note } = await double.call('POST', '/v1/images/generations', {
    model: 'sketchbook-2',
    prompt: 'x',
  })
  expect({ status, note }).toMatchObject({ status: 404, note: /There is no POST \/v1\/images\/generations/ })
})

test('an imported model’s input is validated by its page', async () => {
  await using double = await serve()
  const wrong = await double.kie('weaver/story-to-video', {
    shots: [{}],
    image_urls: ['https://example.org/a.png'],
  })
  expect(wrong).toMatchObject({ status: 422, note: 'shots.0.prompt is missing.' })
  const tooFar = await double.call('POST', '/v1/videos/generations', {
    model: 'reel-long',
    prompt: 'x',
    duration: 8,
  })
  expect(tooFar.status).toBe(400)
  const right = await double.call('POST', '/v1/videos/generations', {
    model: 'reel-short',
    prompt: 'x',
    duration: 8,
  })
  expect(right.status).toBe(200)
})

test('a model on another model’s path is unknown there', async () => {
  await using double = await serve()
  const { status, note } = await double.call('POST', '/v1/videos/generations', {
    model: 'easel-1',
    prompt: 'x',
  })
  expect({ status, note }).toEqual({
    status: 404,
    note: 'easel-1 is created by POST /v1/images/generations, not /v1/videos/generations.',
  })
})

test('results have the format that was asked for: JPEG, MP3, WAV, WebP, and an object for text', async () => {
  await using double = await serve({ unknownModels: 'accept' })
  const urlOf = async (model: string, input: unknown): Promise<string> => {
    const { json } = await double.kie(model, input)
    return JSON.parse((await double.result(json.data.taskId)).resultJson).resultUrls[0]
  }
  expect(
    await fileAt(await urlOf('painter/pro-text-to-image', { prompt: 'x', output_format: 'jpeg' })),
  ).toMatchObject({
    ...{ type: 'image/jpeg', magic: /^\xff\xd8\xff/ },
  })
  expect((await fileAt(await urlOf('soundforge/sound-effect-v2', { text: 'rain' }))).type).toBe('audio/mpeg')
  expect(
    await fileAt(await urlOf('soundforge/sound-effect-v2', { text: 'rain', output_format: 'wav' })),
  ).toMatchObject({
    ...{ type: 'audio/wav', magic: /^RIFF....WAVE/s },
  })
  expect((await fileAt(await urlOf('some/new-text-to-image', { output_format: 'webp' }))).magic).toMatch(
    /^RIFF....WEBP/s,
  )
  expect((await fileAt(await urlOf('some/new-text-to-video', {}))).type).toBe('video/mp4')
  const { json } = await double.kie('scribe/audio-to-text', { audio_url: 'https://example.org/a.mp3' })
  expect(JSON.parse((await double.result(json.data.taskId)).resultJson)).toEqual({
    resultObject: { text: 'STUNTDOUBLE: a placeholder text. No model was run.' },
  })
})

test('--unknown-models accept takes any model with the common envelope, and notes it', async () => {
  await using double = await serve({ models: [], unknownModels: 'accept' })
  const { status, note } = await double.kie('never/seen', { anything: 1 })
  expect({ status, note }).toEqual({
    status: 200,
    note: 'No page describes never/seen; only its envelope was checked (--unknown-models accept).',
  })
  expect((await double.call('POST', '/api/v1/jobs/createTask', { model: 'never/seen' })).status).toBe(422)
  const image = await double.call('POST', '/v1/images/generations', { model: 'never-seen', prompt: 'x' })
  expect(image.json.type).toBe('image')
})

test('the rules of the bundled models do not hold for imported ones', async () => {
  using folder = temporaryFolder()
  writeFileSync(
    join(folder.path, 'wide.json'),
    JSON.stringify({
      openapi: '3.1.0',
      paths: {
        '/v1/videos/generations': {
          post: {
            requestBody: {
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['model'],
                    properties: {
                      model: { const: 'wide-1' },
                      quality: { type: 'string' },
                      aspect_ratio: { type: 'string' },
                    },
                  },
                },
              },
            },
          },
        },
      },
    }),
  )
  await using double = await serve({ models: [folder.path] })
  const { status } = await double.call('POST', '/v1/videos/generations', {
    model: 'wide-1',
    quality: '480p',
    aspect_ratio: '21:9',
  })
  expect(status).toBe(200)
})

test('with --watch a page that is added is served, and one that is spoiled keeps what it said', async () => {
  using folder = temporaryFolder()
  mkdirSync(join(folder.path, 'deep'))
  await using double = await serve({ models: [folder.path], watch: true })
  const create = (): Promise<number> =>
    double
      .call('POST', '/v1/images/generations', { model: 'sketchbook-2', prompt: 'x' })
      .then(({ status }) => status)
  expect(await create()).toBe(404)
  copyFileSync(join(PAGES, 'evolink-image.md'), join(folder.path, 'deep', 'page.md'))
  await expect.poll(create, { timeout: 5_000 }).toBe(200)
  writeFileSync(join(folder.path, 'deep', 'page.md'), '# nothing here')
  await expect.poll(() => double.refusedPages.length, { timeout: 5_000 }).toBeGreaterThan(0)
  expect(await create()).toBe(200)
})

test('two simulators in one process share nothing', async () => {
  await using one = await serve()
  await using other = await serve({ models: [] })
  expect((await one.kie('painter/pro-text-to-image', { prompt: 'x' })).status).toBe(200)
  expect((await other.kie('painter/pro-text-to-image', { prompt: 'x' })).status).toBe(422)
})

test('a folder that is not there, or holds no model, is a setting that cannot be used', async () => {
  using folder = temporaryFolder({ 'a.md': '# Quickstart' })
  await expect(serve({ models: ['/no/such/folder'] })).rejects.toThrow(
    '--models: there is no folder /no/such/folder.',
  )
  await expect(serve({ models: [folder.path] })).rejects.toThrow(
    /no model to serve; .* a guide, "Quickstart"/,
  )
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/cli/config/config.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { PAGES } from './pages.ts'
import { KIE_PATH, noteOf, pageFor, serve } from './serving.ts'

/** Creates that only pages bring, in rules; and models that no page describes, on every path. */

const scenarioOn = (operation: string) => ({ mine: { rules: [{ fault: 'out-of-credits', operation }] } })
const PAGES_HERE = ['plain-openapi.yaml', 'evolink-mintlify-create.md', 'kie-tables.md'].map(
  (name) => `${PAGES}/${name}`,
)
const music = () =>
  temporaryFolder({ 'music.json': pageFor('/v1/music/generations', { model: { const: 'song-1' } }) })

test.each(['evolink.createImage', 'evolink.createAudio'])(
  'a rule may name %s whichever pages there are',
  async (operation) => {
    await using double = await serve({ models: [], scenarios: scenarioOn(operation), scenario: 'mine' })
    expect(
      (await double.post('/v1/videos/generations', { model: 'wan2.5-text-to-video', prompt: 'x' })).status,
    ).toBe(200)
  },
)

test('a rule that names the create operation of images applies to that alone', async () => {
  await using double = await serve({
    ...{ models: PAGES_HERE, scenarios: scenarioOn('evolink.createImage'), scenario: 'mine' },
  })
  const image = { model: 'easel-1', prompt: 'x' }
  expect((await double.post('/v1/images/generations', image)).status).toBe(402)
  expect((await double.post('/v1/audios/generations', { model: 'tune-maker-1', prompt: 'x' })).status).toBe(
    200,
  )
  expect((await double.post('/apiv1/v1/images/generations', image)).status).toBe(402)
})

test('so does a directive in a prompt', async () => {
  await using double = await serve({ models: PAGES_HERE })
  const prompt = 'x [[stunt: task-fails on=evolink.createImage code=mine]]'
  const { id } = (await double.post('/v1/images/generations', { model: 'easel-1', prompt })).json
  expect((await double.get(`/v1/tasks/${id}`)).json.status).toBe('failed')
})

test('what a model without a prompt is told to say may hold a directive', async () => {
  await using double = await serve({ models: PAGES_HERE })
  const { json } = await double.kie('voiceroom/text-to-speech', { text: 'Hello [[stunt: task-fails]]' })
  expect(await double.recordInfo(json.data.taskId)).toMatchObject({ state: 'fail' })
})

test('the create operation of another family can be named once a page describes it', async () => {
  using folder = music()
  await using double = await serve({
    ...{ models: [folder.path], scenarios: scenarioOn('evolink.createMusic'), scenario: 'mine' },
  })
  expect((await double.post('/v1/music/generations', { model: 'song-1' })).status).toBe(402)
})

test('without that page, the rule is a mistake that is told', async () => {
  await expect(serve({ models: PAGES_HERE, scenarios: scenarioOn('evolink.createMusic') })).rejects.toThrow(
    'Scenario mine, rule 1: There is no operation "evolink.createMusic": no page of --models describes it.',
  )
  await expect(serve({ models: [], scenarios: scenarioOn('evolink.createVidoe') })).rejects.toThrow(
    /no page of --models describes it; did you mean evolink\.createVideo\?$/,
  )
  await expect(serve({ models: PAGES_HERE, scenarios: scenarioOn('kie.createMusic') })).rejects.toThrow(
    'There is no operation "kie.createMusic"',
  )
})

test('a config file may name it before its pages are read', async () => {
  const text = JSON.stringify({ scenarios: scenarioOn('evolink.createMusic') })
  using folder = temporaryFolder({ 'stuntdouble.config.json': text })
  await expect(readConfig({}, { env: {}, cwd: folder.path })).rejects.toThrow(
    /no page of --models describes it/,
  )
  const given = await readConfig({ models: ['pages'] }, { env: {}, cwd: folder.path })
  expect(given.models).toEqual([join(folder.path, 'pages')])
})

test('the control API takes it in a scenario, and a filter', async () => {
  using folder = music()
  await using double = await serve({ models: [folder.path] })
  const account = double.simulator.account('test-key')
  account.setScenario(scenarioOn('evolink.createMusic').mine)
  await double.post('/v1/music/generations', { model: 'song-1' })
  const { items } = (await double.get('/__stuntdouble/exchanges?operation=evolink.createMusic')).json
  expect(items).toMatchObject([{ status: 402, fault: 'out-of-credits' }])
})

test.each([
  [KIE_PATH, { input: {} }, 'kie.createTask', undefined],
  ['/v1/videos/generations', {}, 'evolink.createVideo', 'video'],
  ['/v1/images/generations', {}, 'evolink.createImage', 'image'],
  ['/v1/audios/generations', {}, 'evolink.createAudio', 'audio'],
  ['/apiv1/v1/videos/generations', {}, 'evolink.createVideo', 'video'],
  ['/apiv1/v1/images/generations', {}, 'evolink.createImage', 'image'],
  ['/apiv1/v1/audios/generations', {}, 'evolink.createAudio', 'audio'],
])('--unknown-models accept takes any model on %s, and notes it', async (path, body, operation, type) => {
  await using double = await serve({ models: [], unknownModels: 'accept' })
  const answer = await double.post(path, { model: 'never/seen', ...body })
  const note = 'No page describes never/seen; only its envelope was checked (--unknown-models accept).'
  expect(answer.status).toBe(200)
  expect(answer.json.type).toBe(type)
  expect(noteOf(answer)).toBe(note)
  const account = double.simulator.account('test-key')
  expect(account.exchanges()).toMatchObject([{ operation, note, status: 200, task: account.tasks()[0]?.id }])
  expect(account.tasks()).toMatchObject([{ model: 'never/seen', phase: 'succeeded' }])
})

test.each([
  [KIE_PATH, { model: 'never/seen' }, 422, /input must be an object/],
  [KIE_PATH, { input: {} }, 422, /model is missing/],
  ['/v1/images/generations', { prompt: 'x' }, 400, /model is missing/],
  ['/v1/images/generations', { model: 7 }, 400, /model must be a string/],
  [
    '/v1/images/generations',
    { model: 'wan2.5-text-to-video', prompt: 'x' },
    404,
    /created by POST \/v1\/videos/,
  ],
  ['/v1/videos/generations', { model: 'wan2.5-text-to-video' }, 400, /prompt is missing/],
])('but what is wrong with any model is refused: %s %j', async (path, body, status, note) => {
  await using double = await serve({ models: [], unknownModels: 'accept' })
  const answer = await double.post(path, body)
  expect(answer.status).toBe(status)
  expect(noteOf(answer)).toMatch(note)
})

test('what a model makes that nobody knows is guessed by its name, or by the format it is asked for', async () => {
  await using double = await serve({ models: [], unknownModels: 'accept' })
  const endingOf = async (model: string, input: object) => {
    const { resultUrls } = await double.resultOf(await double.kie(model, input))
    return resultUrls[0].split('.').at(-1)
  }
  expect(await endingOf('some/new-text-to-image', { output_format: 'webp' })).toBe('webp')
  expect(await endingOf('some/new-text-to-video', {})).toBe('mp4')
  expect(await endingOf('some/new', { output_format: 'mp3' })).toBe('mp3')
  expect(await endingOf('some/new', { output_format: 'jpg' })).toBe('jpeg')
})

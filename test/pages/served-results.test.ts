import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/command.ts'
import { fileAt, kiePageFor, noteOf, pageFor, serve } from './serving.ts'

const IMAGES = '/v1/images/generations'

const IMAGE = 'some/text-to-image'
const SPEECH = 'some/text-to-speech'
const VIDEO = 'some/text-to-video'
const TEXT = 'some/audio-to-text'

const COUNTS: readonly (readonly [fields: object, input: object])[] = [
  [{ num_images: { type: 'integer' } }, { num_images: 3 }],
  [{ numImages: { type: 'number' } }, { numImages: 3 }],
  [{ n: { type: 'integer', enum: [1, 3] } }, { n: 3 }],
  [{ num_outputs: { type: 'string', enum: ['1', '3'] } }, { num_outputs: '3' }],
  [{ max_images: { type: 'number' } }, { max_images: 3 }],
  [{ image_count: { type: ['integer', 'null'] } }, { image_count: 3 }],
  [{ number_of_images: { type: 'integer' } }, { number_of_images: 3 }],
  [{ batch_size: { type: 'integer' } }, { batch_size: 3 }],
]

const NO_COUNTS: readonly (readonly [what: string, fields: object, input: object])[] = [
  ['a text', { n: { type: 'string' } }, { n: '3' }],
  ['not described', {}, { n: 3 }],
  ['about something else', { num_frames: { type: 'integer' } }, { num_frames: 3 }],
  ['about what is sent in', { num_videos: { type: 'integer' } }, { num_videos: 3 }],
  ['nought', { n: { type: 'integer' } }, { n: 0 }],
]

const counting = (fields: object): string =>
  `some/${Buffer.from(JSON.stringify(fields)).toString('hex')}-to-image`

const numbered = { n: { type: 'integer' }, num_videos: { type: 'integer' }, duration: { type: 'string' } }
const models = new Map<string, object>([
  [IMAGE, numbered],
  [SPEECH, {}],
  [VIDEO, numbered],
  [TEXT, {}],
  ['offering/text-to-image', { output_format: { type: 'string', enum: ['jpeg', 'webp'] } }],
  ...[...COUNTS, ...NO_COUNTS.map(([, ...rest]) => rest)].map(
    ([fields]) => [counting(fields), fields] as const,
  ),
])

const folder = temporaryFolder(
  Object.fromEntries(
    [...models].map(([model, fields], index) => [`${index}.json`, kiePageFor(model, fields)]),
  ),
)
const double = await serve({ models: [folder.path], credits: 1_000_000 })
afterAll(async () => {
  await double[Symbol.asyncDispose]()
  folder[Symbol.dispose]()
})

/** What a model makes of this request. */
const makes = async (model: string, input: object) => {
  const created = await double.kie(model, input)
  const { resultUrls, resultObject } = await double.resultOf(created)
  const files = await Promise.all((resultUrls ?? []).map((url: string) => fileAt(url)))
  const [task] = double.simulator.account('test-key').tasks({ task: created.json.data.taskId })
  return { note: noteOf(created), resultUrls, resultObject, files, cost: task?.cost, task }
}

test.each(COUNTS)('as many results as are asked for, by %j', async (fields, input) => {
  const { resultUrls, files, cost } = await makes(counting(fields), input)
  expect(new Set(resultUrls).size).toBe(3)
  expect(files).toEqual(Array(3).fill({ status: 200, type: 'image/png', is: 'png' }))
  expect(cost).toBe(12)
})

test.each(NO_COUNTS)('a number that is %s asks for no more than one result', async (_what, fields, input) => {
  expect((await makes(counting(fields), input)).resultUrls).toHaveLength(1)
})

test('without an end a hundred results are made, and said to be', async () => {
  const created = await double.kie(IMAGE, { n: 1_000_000_000 })
  expect(noteOf(created)).toBe('Only 100 of 1000000000 results are made.')
  const { resultUrls } = await double.resultOf(created)
  expect(new Set(resultUrls).size).toBe(100)
  expect(await fileAt(resultUrls[99])).toMatchObject({ is: 'png' })
})

test('the documented default of such a field counts; the observed services fill in none', async () => {
  using folder = temporaryFolder({
    'page.json': pageFor(IMAGES, {
      model: { const: 'pair-1' },
      n: { type: 'integer', default: 2 },
      output_format: { type: 'string', default: 'webp' },
    }),
  })
  for (const [profile, count] of [
    ['documented', 2],
    ['observed', 1],
  ] as const) {
    await using double = await serve({ models: [folder.path], profile })
    const { json } = await double.post(IMAGES, { model: 'pair-1' })
    const { results } = (await double.get(`/v1/tasks/${json.id}`)).json
    expect(results).toHaveLength(count)
    expect(json.usage.credits_reserved).toBe(4 * count)
  }
})

test('several videos cost as much as each alone, and each has its own link and length', async () => {
  const one = await makes(VIDEO, { num_videos: 1, duration: '10' })
  const two = await makes(VIDEO, { num_videos: 2, duration: '10' })
  expect(two.cost).toBe(2 * (one.cost ?? 0))
  expect(two.files).toEqual(Array(2).fill({ status: 200, type: 'video/mp4', is: 'mp4' }))
})

test('a bundled model makes one video whatever it is asked besides', async () => {
  const { files } = await makes('wan/2-5-text-to-video', { prompt: 'x', n: 4, output_format: 'png' })
  expect(files).toEqual([{ status: 200, type: 'video/mp4', is: 'mp4' }])
})

test.each([
  [IMAGE, { output_format: 'jpg' }, 'image/jpeg', 'jpeg'],
  [IMAGE, { output_format: 'JPEG' }, 'image/jpeg', 'jpeg'],
  [IMAGE, { outputFormat: 'image/webp' }, 'image/webp', 'webp'],
  [IMAGE, { format: '.png' }, 'image/png', 'png'],
  [IMAGE, { response_format: 'b64_json', image_format: 'jpeg' }, 'image/jpeg', 'jpeg'],
  [IMAGE, { output_mime_type: 'image/jpeg' }, 'image/jpeg', 'jpeg'],
  [IMAGE, { input_format: 'jpeg' }, 'image/png', 'png'],
  [SPEECH, { output_format: 'mp3_44100_128' }, 'audio/mpeg', 'mp3'],
  [SPEECH, { response_format: 'wav' }, 'audio/wav', 'wav'],
  [SPEECH, { audio_format: 'WAV' }, 'audio/wav', 'wav'],
  [SPEECH, { audio_setting: { format: 'wav', bitrate: 128 } }, 'audio/wav', 'wav'],
  [SPEECH, { format: 'audio/mpeg' }, 'audio/mpeg', 'mp3'],
  [SPEECH, { format: 'mp3', audio_format: 'wav' }, 'audio/wav', 'wav'],
  [VIDEO, { output_format: 'MP4' }, 'video/mp4', 'mp4'],
])('%s with %j gives a file of type %s, and its link ends so', async (model, input, type, is) => {
  const { files, resultUrls, note } = await makes(model, input)
  expect(files).toEqual([{ status: 200, type, is }])
  expect(resultUrls[0]).toMatch(new RegExp(`\\.${is}$`))
  expect(note).toBe('')
})

test.each([
  [IMAGE, 'gif', 'png'],
  [IMAGE, 'avif', 'webp'],
  [IMAGE, 'heic', 'jpeg'],
  [IMAGE, 'mp4', 'png'],
  [SPEECH, 'flac', 'wav'],
  [SPEECH, 'pcm_16000', 'wav'],
  [SPEECH, 'ogg', 'mp3'],
  [SPEECH, 'opus_48000_32', 'mp3'],
  [VIDEO, 'mov', 'mp4'],
  [VIDEO, 'webm', 'mp4'],
  [VIDEO, 'gif', 'mp4'],
])('%s asked for %s gives the nearest there is, %s, and says so', async (model, asked, is) => {
  const { files, resultUrls, note } = await makes(model, { output_format: asked })
  expect(files).toMatchObject([{ is }])
  expect(resultUrls[0]).toMatch(new RegExp(`\\.${is}$`))
  expect(note).toBe(`There is no placeholder in the format ${asked.split('_')[0]}; the result is ${is}.`)
})

test('a model that offers formats makes the first it offers when it is asked for none', async () => {
  expect((await makes('offering/text-to-image', {})).files).toMatchObject([{ is: 'jpeg' }])
})

test('Kie’s text is in the answer, and no file is shown anywhere', async () => {
  const { resultObject, task } = await makes(TEXT, {})
  const text = 'STUNTDOUBLE: a placeholder text. No model was run.'
  expect(resultObject).toEqual({ text })
  expect(task).toMatchObject({ resultUrl: null, resultUrls: [], resultObject: { text } })
})

test('a text of EvoLink’s is a file of text among its results', async () => {
  using folder = temporaryFolder({
    'p.json': pageFor('/v1/texts/generations', { model: { const: 'scribe' } }),
  })
  await using double = await serve({ models: [folder.path] })
  const { json } = await double.post('/v1/texts/generations', { model: 'scribe' })
  const { results } = (await double.get(`/v1/tasks/${json.id}`)).json
  expect(await fileAt(results[0])).toMatchObject({ type: 'text/plain; charset=utf-8' })
  expect(double.simulator.account('test-key').tasks()).toMatchObject([
    { resultUrls: results, resultObject: null },
  ])
})

test('the control API names every file of a task', async () => {
  const { resultUrls, task } = await makes(IMAGE, { n: 2 })
  expect(task).toMatchObject({ resultUrl: resultUrls[0], resultUrls, resultObject: null })
})

test('a callback holds every result, and an empty result none', async () => {
  const account = double.simulator.account('test-key')
  const callBackUrl = `${double.simulator.url}/__stuntdouble/inbox/all`
  await double.post('/api/v1/jobs/createTask', { model: IMAGE, input: { n: 3 }, callBackUrl })
  await account.settled()
  const [delivery] = account.deliveries()
  const { resultJson } = JSON.parse(delivery?.body ?? '{}').data
  expect(JSON.parse(resultJson).resultUrls).toHaveLength(3)

  account.setScenario({ rules: [{ fault: 'empty-result' }] })
  expect(await makes(IMAGE, { n: 3 })).toMatchObject({ resultUrls: [], task: { resultUrls: [] } })
  account.setScenario('happy')
})

import { expect, test } from 'vitest'
import { contracts } from '../../src/contracts/index.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

/** Veo and Suno at Kie, under the calls that integrations wrote for them. */

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const VEO = { prompt: 'A cat', model: 'veo3_fast', aspectRatio: '9:16' }
const SUNO = {
  ...{ model: 'V5', customMode: true, instrumental: false, callBackUrl: 'http://127.0.0.1:9/hook' },
  ...{ prompt: 'la la', style: 'pop', title: 'Cat' },
}

const create = async (double: Double, path: string, body: object): Promise<string> =>
  (await double.post(path, body)).json.data.taskId

const veoRecord = async (double: Double, id: string) =>
  (await double.get(`/api/v1/veo/record-info?taskId=${id}`)).json

test('a video of Veo is created, read by successFlag, and its link plays', async () => {
  await using double = await startTestSimulator()
  const id = await create(double, '/api/v1/veo/generate', VEO)
  expect(await veoRecord(double, id)).toMatchObject({
    code: 200,
    data: { taskId: id, successFlag: 0, response: null, errorCode: null, paramJson: JSON.stringify(VEO) },
  })
  await double.advance(4_000)
  const { data } = await veoRecord(double, id)
  expect(data).toMatchObject({ successFlag: 1, response: { taskId: id, resultUrls: [expect.any(String)] } })
  const video = await ask('GET', data.response.resultUrls[0], { key: null })
  expect(video.headers['content-type']).toBe('video/mp4')
})

test('a task of Veo that fails says so by successFlag 3, with its reason, and costs nothing', async () => {
  await using double = await startTestSimulator()
  const prompt = 'A cat [[stunt: task-fails as=moderated]]'
  const id = await create(double, '/api/v1/veo/generate', { prompt })
  await double.advance(4_000)
  expect((await veoRecord(double, id)).data).toMatchObject({
    successFlag: 3,
    response: null,
    errorCode: 400,
    errorMessage: 'Your prompt was flagged by Website as violating content policies.',
  })
  expect((await double.get('/api/v1/chat/credit')).json.data).toBe(10_000)
})

test('Suno makes two tracks, under audioUrl', async () => {
  await using double = await startTestSimulator()
  const id = await create(double, '/api/v1/generate', SUNO)
  const record = async () => (await double.get(`/api/v1/generate/record-info?taskId=${id}`)).json.data
  expect(await record()).toMatchObject({ taskId: id, status: 'PENDING', response: null })
  await double.advance(4_000)
  const { status, response } = await record()
  expect(status).toBe('SUCCESS')
  expect(response.sunoData).toMatchObject([
    { title: 'Cat', tags: 'pop', prompt: 'la la', modelName: 'V5' },
    { title: 'Cat' },
  ])
  const [first, second] = response.sunoData
  expect(first.id).not.toBe(second.id)
  expect((await ask('GET', first.audioUrl, { key: null })).headers['content-type']).toBe('audio/mpeg')
})

test.each([
  [
    '/api/v1/veo/generate',
    VEO,
    { msg: 'Veo3.1 video generated successfully.', data: { info: { resultUrls: [expect.any(String)] } } },
  ],
  [
    '/api/v1/generate',
    SUNO,
    {
      msg: 'All generated successfully.',
      data: { callbackType: 'complete', data: [{ audio_url: expect.any(String) }, {}] },
    },
  ],
] as const)('the callback of %s has the form of its family', async (path, body, expected) => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  await create(double, path, { ...body, callBackUrl: receiver.url })
  await double.advance(4_000)
  expect(receiver.requests.map(({ body: text }) => JSON.parse(text))).toMatchObject([
    { code: 200, ...expected },
  ])
})

test.each([
  ['/api/v1/veo/generate', {}, 'prompt is missing'],
  ['/api/v1/veo/generate', { prompt: 'A cat', model: 'veo9' }, 'Veo has the models veo3, veo3_fast'],
  ['/api/v1/generate', { model: 'V5' }, 'customMode is missing'],
  ['/api/v1/jobs/createTask', { model: 'veo3', input: {} }, 'veo3 is created by POST /api/v1/veo/generate'],
])('%s refuses %j', async (path, body, note) => {
  await using double = await startTestSimulator()
  const { status, headers } = await double.post(path, body)
  expect(status).toBe(422)
  expect(headers['x-stuntdouble-note']).toContain(note)
})

test('a task of a family is read by the call of its family', async () => {
  await using double = await startTestSimulator()
  const id = await create(double, '/api/v1/veo/generate', { prompt: 'A cat' })
  const { json, headers } = await double.recordInfo(id)
  expect(json.code).toBe(404)
  expect(headers['x-stuntdouble-note']).toContain('A task of veo3 is read by another call.')
})

test('each family costs what its table says', async () => {
  await using double = await startTestSimulator()
  await create(double, '/api/v1/veo/generate', VEO)
  await create(double, '/api/v1/generate', SUNO)
  expect((await double.get('/api/v1/chat/credit')).json.data).toBe(10_000 - 60 - 12)
})

test('every fact about a family says where it comes from', () => {
  for (const { facts } of contracts.kie.families ?? []) {
    expect(facts.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['create', 'record', 'states', 'result', 'callback', 'price']),
    )
    for (const { from } of facts) expect(from.length).toBeGreaterThan(10)
  }
})

import { expect, test } from 'vitest'
import { KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'

test('a task waits, runs and succeeds, and says so as the pages do', async () => {
  await using double = await startTestSimulator()
  const created = await double.createKie({ duration: '10', resolution: '720p' })
  expect(created.status).toBe(200)
  expect(created.json).toEqual({
    code: 200,
    msg: 'success',
    data: { taskId: expect.stringMatching(/^[0-9a-f]{32}$/) },
  })

  const { taskId } = created.json.data
  const waiting = await double.recordInfo(taskId)
  expect(waiting.json).toEqual({
    code: 200,
    msg: 'success',
    data: {
      taskId,
      model: KIE_MODEL,
      state: 'waiting',
      param: JSON.stringify({
        model: KIE_MODEL,
        input: { prompt: 'a cat', duration: '10', resolution: '720p' },
      }),
      resultJson: null,
      failCode: null,
      failMsg: null,
      costTime: null,
      completeTime: null,
      createTime: Date.parse('2026-01-01T00:00:00Z'),
    },
  })

  await double.advance(2_000)
  expect((await double.recordInfo(taskId)).json.data.state).toBe('waiting')
  await double.advance(2_000)
  const { data } = (await double.recordInfo(taskId)).json
  expect(Object.keys(data)).toEqual(Object.keys(waiting.json.data))
  expect(data).toMatchObject({
    state: 'success',
    failCode: null,
    failMsg: null,
    costTime: 4_000,
    completeTime: Date.parse('2026-01-01T00:00:04Z'),
  })
  expect(JSON.parse(String(data.resultJson))).toEqual({
    resultUrls: [
      expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:\d+\/files\/.*\/custom-page\/akr\/section-images\/\d{13}[a-z0-9]{8}\.mp4$/,
      ),
    ],
  })
})

test('a failed task says why, costs nothing and has no result', async () => {
  await using double = await startTestSimulator({ failRate: 1 })
  const created = await double.createKie()
  expect(created.headers['x-stuntdouble-fault']).toBe('task-fails')
  expect((await double.get('/api/v1/chat/credit')).json.data).toBe(9_900)
  await double.advance(4_000)
  expect((await double.recordInfo(created.json.data.taskId)).json.data).toMatchObject({
    state: 'fail',
    failCode: '500',
    failMsg: 'Internal server error',
    resultJson: null,
    costTime: 0,
  })
  expect((await double.get('/api/v1/chat/credit')).json).toEqual({ code: 200, msg: 'success', data: 10_000 })
})

test.each([
  ['no key', 401, 'Authentication failed, please check API Key', { key: null }],
  ['a refused key', 401, 'Authentication failed, please check API Key', { key: 'invalid' }],
  [
    'another scheme',
    401,
    'Authentication failed, please check API Key',
    { key: null, headers: { authorization: 'Basic abc' } },
  ],
  [
    'an empty key',
    401,
    'Authentication failed, please check API Key',
    { key: null, headers: { authorization: 'Bearer ' } },
  ],
  ['no body', 400, 'Invalid request parameters', { body: '' }],
  ['broken JSON', 400, 'Invalid request parameters', { body: '{"model":' }],
  ['JSON that is not an object', 400, 'Invalid request parameters', { body: '[]' }],
  ['another content type', 400, 'Invalid request parameters', { headers: { 'content-type': 'text/plain' } }],
  ['a body of 2 MB', 400, 'Invalid request parameters', { body: `{"model":"${'x'.repeat(2_000_000)}"}` }],
  ['no model', 422, 'Parameter validation failed', { body: { input: { prompt: 'a cat' } } }],
  [
    'an unknown model',
    422,
    'Parameter validation failed',
    { body: { model: 'wan/9', input: { prompt: 'a cat' } } },
  ],
  ['no input', 422, 'Parameter validation failed', { body: { model: KIE_MODEL } }],
  ['no prompt', 422, 'Parameter validation failed', { body: { model: KIE_MODEL, input: {} } }],
  [
    'an empty prompt',
    422,
    'Parameter validation failed',
    { body: { model: KIE_MODEL, input: { prompt: '' } } },
  ],
  [
    'a prompt of 801 characters',
    422,
    'Parameter validation failed',
    { body: { model: KIE_MODEL, input: { prompt: 'x'.repeat(801) } } },
  ],
  [
    'a prompt that is a number',
    422,
    'Parameter validation failed',
    { body: { model: KIE_MODEL, input: { prompt: 7 } } },
  ],
  [
    'a duration as a number',
    422,
    'Parameter validation failed',
    { body: { model: KIE_MODEL, input: { prompt: 'a', duration: 5 } } },
  ],
  [
    'a duration that is not offered',
    422,
    'Parameter validation failed',
    { body: { model: KIE_MODEL, input: { prompt: 'a', duration: '7' } } },
  ],
  [
    'a callback address that is not text',
    422,
    'Parameter validation failed',
    { body: { model: KIE_MODEL, input: { prompt: 'a' }, callBackUrl: 7 } },
  ],
])('a create request with %s is answered %d', async (_case, code, msg, sent) => {
  await using double = await startTestSimulator()
  const body = { model: KIE_MODEL, input: { prompt: 'a cat' } }
  const answer = await double.post('/api/v1/jobs/createTask', body, sent)
  expect(answer.status).toBe(code)
  expect(answer.json).toEqual({ code, msg, data: null })
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.headers['x-stuntdouble-note']).toMatch(/[.?]$/)
})

test('800 characters are 800 characters, however many bytes each takes', async () => {
  await using double = await startTestSimulator()
  expect((await double.createKie({ prompt: '猫'.repeat(800) })).json.code).toBe(200)
  expect((await double.createKie({ prompt: '🐈'.repeat(800) })).json.code).toBe(200)
})

test('fields no page knows are accepted', async () => {
  await using double = await startTestSimulator()
  expect((await double.createKie({ surprise: { deep: [1] } }, { more: true })).json.code).toBe(200)
})

test.each([
  ['GET', '/api/v1/jobs/createTask', 404],
  ['POST', '/api/v1/jobs/recordInfo', 404],
  ['GET', '/api/v1/jobs/elsewhere', 404],
  ['GET', '/api/v1/jobs/recordInfo', 422],
  ['GET', '/api/v1/jobs/recordInfo?taskId=', 422],
  ['GET', '/api/v1/jobs/recordInfo?taskId=nonsense', 404],
] as const)('%s %s is answered %d', async (method, path, code) => {
  await using double = await startTestSimulator()
  const answer = method === 'GET' ? await double.get(path) : await double.post(path, {})
  expect(answer.status).toBe(code)
  expect(answer.json).toMatchObject({ code, data: null })
})

test("one account never sees another's task", async () => {
  await using double = await startTestSimulator()
  const { taskId } = (await double.createKie({}, {}, { key: 'mine' })).json.data
  expect((await double.recordInfo(taskId, { key: 'mine' })).json.code).toBe(200)
  expect((await double.recordInfo(taskId, { key: 'yours' })).json).toEqual({
    code: 404,
    msg: 'Resource not found',
    data: null,
  })
})

test('a 402 comes when the credits do not reach, and the refused create costs nothing', async () => {
  await using double = await startTestSimulator({ credits: 150 })
  expect((await double.createKie()).json.code).toBe(200)
  const refused = await double.createKie()
  expect(refused.status).toBe(402)
  expect(refused.json).toEqual({ code: 402, msg: 'Insufficient account balance', data: null })
  expect((await double.get('/api/v1/chat/credit')).json.data).toBe(50)
})

test('the price follows duration and resolution', async () => {
  await using double = await startTestSimulator()
  const credit = async (): Promise<number> => Number((await double.get('/api/v1/chat/credit')).json.data)
  await double.createKie({ duration: '5', resolution: '720p' })
  expect(await credit()).toBe(10_000 - 60)
  await double.createKie({ duration: '10', resolution: '1080p' })
  expect(await credit()).toBe(10_000 - 60 - 200)
})

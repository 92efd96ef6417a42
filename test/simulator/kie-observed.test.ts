import { expect, test } from 'vitest'
import { KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'

const startObserved = () =>
  startTestSimulator({ profile: 'observed', clockStart: '2026-01-01T00:00:00.123Z' })

test('the response to a create request also holds recordId', async () => {
  await using double = await startObserved()
  const { data } = (await double.createKie()).json
  expect(data).toEqual({ taskId: data.taskId, recordId: data.taskId })
})

test('a task is generating while it runs, and its times have milliseconds', async () => {
  await using double = await startObserved()
  const { taskId } = (await double.createKie({}, { callBackUrl: 'http://127.0.0.1:9/' })).json.data
  expect((await double.recordInfo(taskId)).json.data).toMatchObject({ state: 'waiting', resultJson: '' })
  await double.advance(1_500)
  expect((await double.recordInfo(taskId)).json.data.state).toBe('generating')
  await double.advance(2_500)
  const { data } = (await double.recordInfo(taskId)).json
  expect(data).toMatchObject({
    state: 'success',
    costTime: 4,
    createTime: Date.parse('2026-01-01T00:00:00.123Z'),
    completeTime: Date.parse('2026-01-01T00:00:04.123Z'),
  })
  expect(String(data.resultJson)).toMatch(/\/wan\/\d{13}-[a-z0-9]{8}\.mp4"/)
  expect(String(data.param)).toBe(
    JSON.stringify({
      callBackUrl: 'http://127.0.0.1:9/',
      input: JSON.stringify({ prompt: 'a cat' }),
      model: KIE_MODEL,
    }),
  )
  expect(Object.keys(data).slice(0, 10)).toEqual([
    'taskId',
    'model',
    'state',
    'param',
    'resultJson',
    'failCode',
    'failMsg',
    'costTime',
    'completeTime',
    'createTime',
  ])
})

test.each([
  [
    'no key',
    {
      code: 401,
      msg: 'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.',
    },
    { key: null },
  ],
  [
    'an unknown model',
    {
      code: 422,
      msg: 'The model name you specified is not supported. Please verify your input and use one of the supported models provided by KIE.',
      data: null,
    },
    { body: { model: 'wan/9' } },
  ],
  [
    'no prompt',
    { code: 500, msg: 'prompt is required', data: null },
    { body: { model: KIE_MODEL, input: {} } },
  ],
  ['no input', { code: 500, msg: 'input is required', data: null }, { body: { model: KIE_MODEL } }],
  [
    'a duration that is not offered',
    { code: 500, msg: 'duration is not within the range of allowed options', data: null },
    { body: { model: KIE_MODEL, input: { prompt: 'a', duration: '7' } } },
  ],
])('a create request with %s is HTTP 200 with the code in the body', async (_case, body, sent) => {
  await using double = await startObserved()
  const answer = await double.post('/api/v1/jobs/createTask', {}, sent)
  expect(answer.status).toBe(200)
  expect(answer.json).toEqual(body)
})

test('the 21st create within 10 seconds is refused, and the clock lets the next one in', async () => {
  await using double = await startObserved()
  for (let nth = 0; nth < 20; nth += 1) expect((await double.createKie()).json.code).toBe(200)
  const refused = await double.createKie()
  expect(refused.json).toEqual({
    code: 429,
    msg: 'Your call frequency is too high. Please try again later.',
    data: null,
  })
  expect(refused.headers).not.toHaveProperty('retry-after')
  await double.advance(9_999)
  expect((await double.createKie()).json.code).toBe(429)
  await double.advance(1)
  expect((await double.createKie()).json.code).toBe(200)
})

test('the 101st task under way is refused until one ends', async () => {
  await using double = await startTestSimulator({ profile: 'observed', rateLimit: 'off', credits: 1e6 })
  for (let nth = 0; nth < 100; nth += 1) await double.createKie()
  expect((await double.createKie()).json.code).toBe(429)
  await double.advance(4_000)
  expect((await double.createKie()).json.code).toBe(200)
})

test('an unknown task is a 422 in the body', async () => {
  await using double = await startObserved()
  const answer = await double.recordInfo('0'.repeat(32))
  expect(answer.status).toBe(200)
  expect(answer.json).toEqual({ code: 422, msg: 'recordInfo is null', data: null })
})

test('a prompt over its limit is a 422 in the body, and so is a link that is not a result of the account', async () => {
  await using double = await startObserved()
  const long = await double.createKie({ prompt: 'a'.repeat(801) })
  expect(long.json).toMatchObject({ code: 422, data: null })
  const foreign = await double.post('/api/v1/common/download-url', { url: 'https://example.com/a.mp4' })
  expect(foreign.json).toEqual({ code: 422, msg: 'url is wrong', data: null })
})

test('a task fails in the usual words, unless it is asked to fail in others', async () => {
  await using double = await startObserved()
  const failing = async (prompt: string) => {
    const { taskId } = (await double.createKie({ prompt })).json.data
    await double.advance(4_000)
    const { failCode, failMsg } = (await double.recordInfo(taskId)).json.data
    return [failCode, failMsg]
  }
  expect(await failing('[[stunt: task-fails]]')).toEqual(['500', 'Internal Error, Please try again later.'])
  expect(await failing('[[stunt: task-fails as=image-fetch]]')).toEqual([
    '400',
    'Image fetch failed. Check access settings or use our File Upload API instead.',
  ])
  expect(await failing('[[stunt: task-fails as=nsfw]]')).toEqual(['400', 'nsfw'])
})

import { request } from 'undici'
import { expect, test } from 'vitest'
import type { kieDifferences } from '../../../src/contracts/kie/differences.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { type Json, KIE_MODEL, startTestSimulator } from '../../helpers/simulator.ts'

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const START = '2026-11-01T00:00:00.123Z'
const startObserved = (options = {}): Promise<Double> =>
  startTestSimulator({ profile: 'observed', clockStart: START, queue: '1s', run: '2458ms', ...options })

const created = async (double: Double, more: Json = {}): Promise<string> =>
  (await double.createKie({}, more)).json.data.taskId

const record = async (double: Double, id: string): Promise<Json> => (await double.recordInfo(id)).json.data

/** The callback of one task. */
const callbackOf = async (prompt: string): Promise<Json> => {
  await using receiver = await startReceiver()
  await using double = await startObserved()
  await double.createKie({ prompt }, { callBackUrl: receiver.url })
  await double.advance(3_458)
  return JSON.parse(receiver.requests[0]?.body ?? '{}')
}

const failed = { code: expect.any(Number), msg: expect.any(String), data: null }

/** One per row: the shape that was recorded or reported, word for word where the words are known. */
const ROWS: Readonly<Record<keyof typeof kieDifferences, (double: Double) => Promise<void>>> = {
  errorStatus: async (double) => {
    const { status, json } = await double.recordInfo('x')
    expect({ status, code: json.code }).toEqual({ status: 200, code: 422 })
  },
  recordId: async (double) => {
    const { data } = (await double.createKie()).json
    expect(data).toEqual({ taskId: data.taskId, recordId: data.taskId })
    // It cannot be polled.
    const { json } = await double.get(`/api/v1/jobs/recordInfo?recordId=${data.recordId}`)
    expect(json.code).not.toBe(200)
  },
  unauthorized: async (double) => {
    expect((await double.createKie({}, {}, { key: null })).json).toEqual({
      code: 401,
      msg: 'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.',
    })
  },
  unknownModel: async (double) => {
    const { json } = await double.post('/api/v1/jobs/createTask', { model: 'wan/9', input: {} })
    expect(json).toMatchObject({ ...failed, code: 422, msg: /^The model name you specified/ })
  },
  missingField: async (double) => {
    const { json } = await double.createKie({ prompt: undefined })
    expect(json).toEqual({ code: 500, msg: 'prompt is required', data: null })
  },
  invalidValue: async (double) => {
    const { json } = await double.createKie({ duration: '7' })
    expect(json.msg).toBe('duration is not within the range of allowed options')
  },
  tooLong: async (double) => {
    expect((await double.createKie({ prompt: 'a'.repeat(801) })).json).toMatchObject({ ...failed, code: 422 })
  },
  foreignLink: async (double) => {
    const { json } = await double.post('/api/v1/common/download-url', { url: 'https://example.com/a.mp4' })
    expect(json).toEqual({ code: 422, msg: 'url is wrong', data: null })
  },
  usualFailure: async (double) => {
    const { taskId } = (await double.createKie({ prompt: '[[stunt: task-fails]]' })).json.data
    await double.advance(5_000)
    expect(await record(double, taskId)).toMatchObject({
      state: 'fail',
      failCode: '500',
      failMsg: 'Internal Error, Please try again later.',
    })
  },
  outOfCredits: async () => {
    await using double = await startObserved({ credits: 0 })
    expect((await double.createKie()).json).toEqual({
      code: 402,
      msg: 'Credits insufficient : Your current balance isn’t enough to run this request. Please top up to continue.',
      data: null,
    })
  },
  unavailable: async (double) => {
    const { json } = await double.recordInfo('x', {
      headers: { 'x-stuntdouble-fault': 'refused as=maintenance' },
    })
    expect(json).toMatchObject({ ...failed, code: 455 })
  },
  rateLimited: async (double) => {
    const { headers, json } = await double.createKie(
      {},
      {},
      { headers: { 'x-stuntdouble-fault': 'rate-limited' } },
    )
    expect(json.msg).toBe('Your call frequency is too high. Please try again later.')
    expect(headers).not.toHaveProperty('retry-after')
  },
  limits: async (double) => {
    for (let nth = 0; nth < 20; nth += 1) await double.createKie()
    expect((await double.createKie()).json.code).toBe(429)
  },
  unknownTask: async (double) => {
    expect((await double.recordInfo('0'.repeat(32))).json).toEqual({
      code: 422,
      msg: 'recordInfo is null',
      data: null,
    })
  },
  runningState: async (double) => {
    const id = await created(double)
    await double.advance(1_500)
    expect((await record(double, id)).state).toBe('generating')
  },
  noResult: async (double) => {
    expect((await record(double, await created(double))).resultJson).toBe('')
  },
  costTimeUnit: async (double) => {
    const id = await created(double)
    await double.advance(3_458)
    expect((await record(double, id)).costTime).toBe(3)
  },
  callbackTimeGrain: async (double) => {
    const id = await created(double)
    await double.advance(3_458)
    // In recordInfo they have their milliseconds.
    expect(await record(double, id)).toMatchObject({
      createTime: Date.parse(START),
      completeTime: Date.parse(START) + 3_458,
    })
    expect((await callbackOf('a cat')).data).toMatchObject({
      createTime: Date.parse('2026-11-01T00:00:00Z'),
      completeTime: Date.parse('2026-11-01T00:00:03Z'),
    })
  },
  newerFields: async (double) => {
    const id = await created(double)
    const queued = await record(double, id)
    expect(Object.keys(queued).slice(10)).toEqual([
      'progress',
      'successFlag',
      'response',
      'creditsConsumed',
      'operationType',
      'paramJson',
    ])
    expect(queued).toMatchObject({ successFlag: 0, response: null, operationType: KIE_MODEL })
    await double.advance(1_500)
    expect(await record(double, id)).toMatchObject({ successFlag: 0, creditsConsumed: 100 })
    await double.advance(2_000)
    const done = await record(double, id)
    expect(done).toMatchObject({ successFlag: 1, creditsConsumed: 100, paramJson: done.param })
    expect(done.response).toEqual(JSON.parse(done.resultJson))
    const { taskId } = (await double.createKie({ prompt: '[[stunt: task-fails after=1s]]' })).json.data
    await double.advance(1_000)
    expect(await record(double, taskId)).toMatchObject({ successFlag: 3, creditsConsumed: 0, response: null })
  },
  callbackForm: async () => {
    const { data } = await callbackOf('a cat')
    expect(Object.keys(data)).toEqual([
      'completeTime',
      'costTime',
      'createTime',
      'creditsConsumed',
      'model',
      'param',
      'resultJson',
      'state',
      'taskId',
      'updateTime',
    ])
    expect(typeof JSON.parse(data.param).input).toBe('string')
  },
  callbackCodes: async () => {
    expect((await callbackOf('a cat')).code).toBe(200)
    for (const code of [400, 500, 501]) {
      const body = await callbackOf(`[[stunt: task-fails code=${code} message=no]]`)
      expect(body).toMatchObject({ code, data: { state: 'fail', failMsg: 'no', resultJson: null } })
    }
  },
  readLimit: async (double) => {
    const [one, other] = [await created(double), await created(double)]
    const codes = []
    for (let nth = 0; nth < 11; nth += 1) codes.push((await double.recordInfo(one)).json.code)
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 200), 429])
    expect((await double.recordInfo(other)).json.code).toBe(200)
    await double.advance(1_000)
    expect((await double.recordInfo(one)).json.code).toBe(200)
  },
  catalogueLimit: async (double) => {
    expect((await double.get('/api/v1/models')).json.code).toBe(200)
    expect((await double.get(`/api/v1/models/${KIE_MODEL}/price`)).json.code).toBe(429)
    await double.advance(1_000)
    expect((await double.get(`/api/v1/models/${KIE_MODEL}/price`)).json.code).toBe(200)
  },
  compression: async (double) => {
    const ask = (coding: string) =>
      request(`${double.url}/api/v1/chat/credit`, {
        headers: { authorization: 'Bearer test-key', 'accept-encoding': coding },
      })
    const zipped = await ask('gzip, deflate')
    expect(zipped.headers['content-encoding']).toBe('gzip')
    await zipped.body.dump()
    const plain = await ask('gzip;q=0')
    expect(plain.headers).not.toHaveProperty('content-encoding')
    await plain.body.dump()
    const read = await fetch(`${double.url}/api/v1/chat/credit`, {
      headers: { authorization: 'Bearer test-key' },
    })
    expect(await read.json()).toMatchObject({ code: 200 })
  },
  cors: async (double) => {
    const { headers } = await double.createKie({}, {}, { headers: { origin: 'https://example.com' } })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  },
  unfetchableImage: async (double) => {
    const { taskId } = (
      await double.post('/api/v1/jobs/createTask', {
        model: 'wan/2-5-image-to-video',
        input: {
          prompt: 'a cat',
          image_url: 'blob:https://example.com/1',
          duration: '5',
          resolution: '720p',
        },
      })
    ).json.data
    await double.advance(5_000)
    expect(await record(double, taskId)).toMatchObject({
      state: 'fail',
      failCode: '400',
      failMsg: 'Image fetch failed. Check access settings or use our File Upload API instead.',
    })
  },
  param: async (double) => {
    const { param } = await record(double, await created(double))
    expect(JSON.parse(JSON.parse(param).input)).toEqual({ prompt: 'a cat' })
  },
  resultPath: async (double) => {
    const id = await created(double)
    await double.advance(3_458)
    expect((await record(double, id)).resultJson).toMatch(/\/wan\/\d{13}-[a-z0-9]{8}\.mp4"/)
  },
}

test.each(Object.entries(ROWS))('the observed Kie: %s', async (_row, check) => {
  await using double = await startObserved()
  await check(double)
})

test('the documented Kie has none of the newer fields, and whole answers for everybody', async () => {
  await using double = await startTestSimulator()
  const id = await created(double)
  expect(Object.keys(await record(double, id))).toHaveLength(10)
  for (let nth = 0; nth < 30; nth += 1) expect((await double.recordInfo(id)).json.code).toBe(200)
})

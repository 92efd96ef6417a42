import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

const bodyOf = ({ body }: { readonly body: string | Buffer }) => JSON.parse(body.toString())

test("EvoLink's callback comes at the end, once, with what the query answers", async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const { id } = (await double.createEvolink({ callback_url: `${receiver.url}/hook?a=1` })).json
  await double.advance(3_999)
  expect(receiver.requests).toHaveLength(0)
  await double.advance(1)
  expect(receiver.requests).toHaveLength(1)
  const [callback] = receiver.requests
  expect(callback).toMatchObject({ method: 'POST', path: '/hook?a=1' })
  expect(bodyOf(callback as never)).toEqual((await double.retrieve(id)).json)
  await double.advance(60_000)
  expect(receiver.requests).toHaveLength(1)
})

test("Kie's callback has the query's answer and the three fields of the callback examples", async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const { taskId } = (await double.createKie({}, { callBackUrl: receiver.url })).json.data
  await double.advance(4_000)
  const { data } = (await double.recordInfo(taskId)).json
  expect(bodyOf(receiver.requests[0] as never)).toEqual({
    code: 200,
    msg: 'Playground task completed successfully.',
    data: { ...data, consumeCredits: 100, remainedCredits: 9_900, updateTime: data.completeTime },
  })
})

test('a failed Kie task calls back with 501', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator({ failRate: 1 })
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.advance(4_000)
  expect(bodyOf(receiver.requests[0] as never)).toMatchObject({
    code: 501,
    msg: 'Playground task failed.',
    data: {
      state: 'fail',
      failCode: '500',
      failMsg: 'Internal server error',
      consumeCredits: 0,
      remainedCredits: 10_000,
    },
  })
})

test('Kie signs task id and time of each attempt once a webhook key is configured', async () => {
  await using receiver = await startReceiver([500, 200])
  await using double = await startTestSimulator({ kieWebhookKey: 'hook-secret' })
  const { taskId } = (await double.createKie({}, { callBackUrl: receiver.url })).json.data
  await double.advance(10_000)
  const stamps = receiver.requests.map(({ headers }) => String(headers['x-webhook-timestamp']))
  const start = Date.parse('2026-01-01T00:00:00Z') / 1000
  expect(stamps).toEqual([String(start + 4), String(start + 5)])
  expect(receiver.requests.map(({ headers }) => headers['x-webhook-signature'])).toEqual(
    stamps.map((stamp) => createHmac('sha256', 'hook-secret').update(`${taskId}.${stamp}`).digest('base64')),
  )
})

test('Kie does not sign without a key, and EvoLink never does', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.createEvolink({ callback_url: receiver.url })
  await double.advance(4_000)
  expect(receiver.requests).toHaveLength(2)
  for (const { headers } of receiver.requests) expect(headers).not.toHaveProperty('x-webhook-signature')
})

test('a receiver that fails is tried again after 1, 2 and 4 seconds, and every attempt is recorded', async () => {
  await using receiver = await startReceiver([500, 'reset', 302, 200])
  await using double = await startTestSimulator()
  const { id } = (await double.createEvolink({ callback_url: receiver.url })).json
  await double.runUntilIdle()
  const end = Date.parse('2026-01-01T00:00:04Z')
  expect(await double.deliveries()).toMatchObject([
    {
      taskId: id,
      provider: 'evolink',
      state: 'delivered',
      attempts: [
        { at: end, status: 500, error: null },
        { at: end + 1_000, status: null, error: expect.stringContaining('reset') },
        { at: end + 3_000, status: 302, error: 'redirects are not followed' },
        { at: end + 7_000, status: 200, error: null },
      ],
    },
  ])
})

test('how often and how long Kie tries is a setting, because nobody knows', async () => {
  await using receiver = await startReceiver([500])
  await using double = await startTestSimulator({ kieCallbackRetries: '30s,1m' })
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.runUntilIdle()
  const [{ attempts, state }] = await double.deliveries()
  const end = Date.parse('2026-01-01T00:00:04Z')
  expect(attempts.map(({ at }: { at: number }) => at - end)).toEqual([0, 30_000, 90_000])
  expect(state).toBe('failed')
})

test('an address that policy refuses is one recorded attempt, and the task ends all the same', async () => {
  await using double = await startTestSimulator()
  const { id } = (await double.createEvolink({ callback_url: 'https://10.0.0.7/hook' })).json
  await double.runUntilIdle()
  expect(await double.deliveries()).toMatchObject([
    {
      taskId: id,
      state: 'refused',
      attempts: [{ status: null, error: expect.stringContaining('refused by policy local') }],
    },
  ])
  expect((await double.retrieve(id)).json.status).toBe('completed')
})

test.each([
  ['http://example.com/hook', 'HTTPS'],
  ['https://127.0.0.1/hook', 'internal'],
  ['https://[::ffff:10.0.0.1]/hook', 'internal'],
  ['https://localhost/hook', 'internal'],
])('policy provider refuses %s when the task is created, as EvoLink does', async (callback_url, word) => {
  await using double = await startTestSimulator({ callbackPolicy: 'provider' })
  const answer = await double.createEvolink({ callback_url })
  expect(answer.status).toBe(400)
  expect(answer.json.error.param).toBe('callback_url')
  expect(answer.headers['x-stuntdouble-note']).toContain(word)
})

test('a reset drops the callbacks under way', async () => {
  await using receiver = await startReceiver([500])
  await using double = await startTestSimulator()
  await double.createEvolink({ callback_url: receiver.url })
  await double.advance(4_000)
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  await double.advance(60_000)
  expect(receiver.requests).toHaveLength(1)
})

test.each(['polls:3', 'immediate'] as const)(
  'under --progress %s the callback comes when the task ends',
  async (progress) => {
    await using receiver = await startReceiver()
    await using double = await startTestSimulator({ progress })
    const { id } = (await double.createEvolink({ callback_url: receiver.url })).json
    await double.runUntilIdle()
    expect(receiver.requests).toHaveLength(progress === 'immediate' ? 1 : 0)
    const statuses: string[] = []
    for (let read = 0; read < 3; read += 1) statuses.push((await double.retrieve(id)).json.status)
    expect(statuses).toEqual(
      progress === 'immediate'
        ? ['completed', 'completed', 'completed']
        : ['processing', 'processing', 'completed'],
    )
    await double.runUntilIdle()
    expect(receiver.requests).toHaveLength(1)
  },
)

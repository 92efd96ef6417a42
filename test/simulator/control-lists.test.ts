import { request } from 'undici'
import { expect, test } from 'vitest'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

test.each([
  ['operation=kie.createTask', 2],
  ['provider=evolink', 1],
  ['status=4xx', 1],
  ['status=200', 2],
  ['fault=server-error', 0],
  ['task=nothing', 0],
  ['method=POST&limit=1', 1],
  ['since=2026-01-01T00:00:05Z', 1],
])('exchanges can be narrowed by %s', async (query, count) => {
  await using double = await startTestSimulator()
  await double.createKie()
  await double.createKie({ duration: '7' })
  await double.advance(5_000)
  await double.createEvolink()
  const { json } = await double.get(`/__stuntdouble/exchanges?${query}`)
  expect(json.items).toHaveLength(count)
})

test('tasks can be narrowed by phase, deliveries by state', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.advance(4_000)
  await double.createKie()
  expect((await double.get('/__stuntdouble/tasks?phase=queued')).json.items).toHaveLength(1)
  expect((await double.get('/__stuntdouble/tasks?phase=succeeded')).json.items).toHaveLength(1)
  expect((await double.get('/__stuntdouble/deliveries?state=delivered')).json.items).toHaveLength(1)
  expect((await double.get('/__stuntdouble/deliveries?state=failed')).json.items).toHaveLength(0)
})

test('an unknown or unreadable condition is a 400 that says so', async () => {
  await using double = await startTestSimulator()
  for (const query of ['colour=red', 'since=yesterday', 'wait=long', 'limit=0', 'phase=done']) {
    const answer = await double.get(`/__stuntdouble/exchanges?${query}`)
    expect(answer.status, query).toBe(400)
    expect(answer.json.error, query).toMatch(/^(The query|"\w+" of the query) is .*\.$/)
  }
})

test('exchanges can be counted, and forgotten', async () => {
  await using double = await startTestSimulator()
  await double.createKie()
  await double.createKie()
  const count = async (): Promise<unknown> =>
    (await double.post('/__stuntdouble/exchanges/count', { operation: 'kie.createTask' })).json.count
  expect(await count()).toBe(2)
  await request(`${double.url}/__stuntdouble/exchanges`, {
    method: 'DELETE',
    headers: { authorization: 'Bearer test-key' },
  })
  expect(await count()).toBe(0)
})

test('a list can be awaited: the answer comes as soon as something matches', async () => {
  await using double = await startTestSimulator()
  const { taskId } = (await double.createKie()).json.data
  const finished = double.get('/__stuntdouble/tasks?phase=succeeded&wait=30s')
  await double.advance(4_000)
  expect((await finished).json.items).toMatchObject([{ id: taskId }])
})

test('a wait that nothing ends answers an empty list in the end', async () => {
  await using double = await startTestSimulator()
  expect((await double.get('/__stuntdouble/deliveries?wait=1ms')).json).toEqual({ items: [], dropped: 0 })
})

test('a task can be made to succeed, to fail or to stall forever', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const create = async (): Promise<string> =>
    (await double.createEvolink({ callback_url: receiver.url })).json.id
  const [good, bad, stuck] = [await create(), await create(), await create()]
  await double.post(`/__stuntdouble/tasks/${good}/complete`)
  await double.post(`/__stuntdouble/tasks/${bad}/fail`, { message: 'too dark' })
  await double.post(`/__stuntdouble/tasks/${stuck}/stall`)
  await double.advance(60_000)
  expect((await double.retrieve(good)).json).toMatchObject({ status: 'completed', progress: 100 })
  expect((await double.retrieve(bad)).json).toMatchObject({ status: 'failed' })
  expect((await double.retrieve(stuck)).json).toMatchObject({ status: 'pending' })
  expect((await double.get(`/__stuntdouble/tasks?task=${bad}`)).json.items[0].failure).toEqual({
    message: 'too dark',
  })
  expect(receiver.requests).toHaveLength(2)
  expect((await double.post(`/__stuntdouble/tasks/${good}/fail`)).status).toBe(409)
  expect((await double.post('/__stuntdouble/tasks/nothing/fail')).status).toBe(404)
})

test('a callback can be delivered again', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.advance(4_000)
  const [{ id }] = await double.deliveries()
  const again = await double.post(`/__stuntdouble/deliveries/${id}/redeliver`)
  expect(again.json.attempts).toHaveLength(2)
  expect(receiver.requests.map(({ body }) => body)).toEqual([again.json.body, again.json.body])
  expect((await double.post('/__stuntdouble/deliveries/nothing/redeliver')).status).toBe(404)
})

test('the inbox receives callbacks and answers by a script', async () => {
  await using double = await startTestSimulator()
  const inbox = `${double.url}/__stuntdouble/inbox/mine`
  await double.createEvolink({ callback_url: `${inbox}?answers=500,500,200` })
  await double.runUntilIdle()
  const { items } = (await double.get('/__stuntdouble/inbox/mine')).json
  expect(items.map(({ answered }: { answered: number }) => answered)).toEqual([500, 500, 200])
  expect(JSON.parse(items[0].body)).toMatchObject({ status: 'completed' })
  expect((await double.post('/__stuntdouble/inbox/mine?answers=soon', {})).status).toBe(400)
})

test('a scenario can be put on an account, and on all', async () => {
  await using double = await startTestSimulator()
  const flaky = { scenario: { rules: [{ fault: 'server-error', call: '1..2' }] } }
  await double.put('/__stuntdouble/scenario', flaky, { key: 'mine' })
  const statuses = async (key: string): Promise<number[]> => {
    const seen: number[] = []
    for (let nth = 0; nth < 3; nth += 1) seen.push((await double.get('/v1/credits', { key })).status)
    return seen
  }
  const mine = await statuses('mine')
  expect(mine.map((status) => status >= 500)).toEqual([true, true, false])
  expect(await statuses('yours')).toEqual([200, 200, 200])
  await double.put('/__stuntdouble/scenario', { scenario: 'happy' }, { key: null })
  expect((await double.get('/__stuntdouble/scenarios', { key: 'mine' })).json.current).toBe('happy')
  const wrong = await double.put('/__stuntdouble/scenario', { scenario: 'flakky' })
  expect(wrong.status).toBe(400)
  expect(wrong.json.error).toBe('There is no scenario "flakky"; did you mean flaky?')
})

test('a scenario is shown with what of it can do nothing here', async () => {
  await using double = await startTestSimulator({ progress: 'manual' })
  const { items } = (await double.get('/__stuntdouble/scenarios')).json
  const notesOf = (wanted: string) => items.find(({ name }: { name: string }) => name === wanted).notes
  expect(notesOf('happy')).toEqual([])
  expect(notesOf('callback-chaos')).toEqual([
    expect.stringMatching(/^Left out: callback-bad-signature can do nothing here/),
  ])
})

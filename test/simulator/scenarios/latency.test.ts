import { expect, test } from 'vitest'
import { startReceiver } from '../../helpers/receiver.ts'
import { KIE_MODEL } from '../../helpers/simulator.ts'
import { booked, type Double, start } from '../faults/job.ts'

type Written = Readonly<Record<string, unknown>>

const timed = (latency: Written): Promise<Double> =>
  start({ scenario: 'mine', scenarios: { mine: { latency } } })

const tasks = async (double: Double) => (await double.get('/__stuntdouble/tasks')).json.items

/** How long each of `count` tasks takes in all, ms. */
const spans = async (double: Double, count: number): Promise<number[]> => {
  for (let nth = 0; nth < count; nth += 1) await double.createKie()
  const items: readonly { readonly createdAt: number; readonly endsAt: number }[] = await tasks(double)
  return items.map(({ createdAt, endsAt }) => endsAt - createdAt).sort((a, b) => a - b)
}

test.each([
  [2_000, 2_000, 2_000],
  ['2s', 2_000, 2_000],
  ['1s..3s', 1_000, 3_000],
  [{ min: '1s', max: 3_000 }, 1_000, 3_000],
])('run: %j is as long as that', async (run, min, max) => {
  await using double = await timed({ queue: 0, run })
  const all = await spans(double, 15)
  expect(all[0]).toBeGreaterThanOrEqual(min)
  expect(all.at(-1)).toBeLessThanOrEqual(max)
  expect(new Set(all).size > 1).toBe(min !== max)
})

test.each([
  [{ median: '2s', sigma: 0.5 }],
  ['median=2s,sigma=0.5'],
  [{ median: 2_000, p99: '6400ms' }],
  ['median=2s,p99=6400ms'],
])('queue: %j is spread about its median', async (queue) => {
  await using double = await timed({ queue, run: 0 })
  const all = await spans(double, 49)
  expect(all[24]).toBeGreaterThan(1_600)
  expect(all[24]).toBeLessThan(2_400)
  expect(all.filter((span) => span > 8_000).length).toBeLessThan(4)
})

test('answers take as long as the scenario says, on the account’s clock', async () => {
  await using double = await timed({ answers: '300ms..500ms' })
  const answer = double.get('/v1/credits')
  await booked(double, 'answer to evolink.credits')
  const { clock } = double.simulator.account('test-key')
  const [due] = clock.due()
  const ms = (due?.at ?? 0) - clock.now()
  expect(ms).toBeGreaterThanOrEqual(300)
  expect(ms).toBeLessThanOrEqual(500)
  await double.advance(500)
  expect((await answer).status).toBe(200)
})

test('callbacks come that much later than the end', async () => {
  await using receiver = await startReceiver()
  await using double = await timed({ queue: 0, run: 0, callbacks: '3s' })
  await double.createEvolink({ callback_url: receiver.url })
  await double.advance(2_999)
  expect(receiver.requests).toHaveLength(0)
  await double.advance(1)
  expect(receiver.requests).toHaveLength(1)
})

test('a model may take its own time, for answers, queue, run and callbacks', async () => {
  await using receiver = await startReceiver()
  await using double = await timed({
    queue: 0,
    run: '1s',
    models: { [KIE_MODEL]: { answers: '1s', queue: '2s', run: '10s', callbacks: '5s' } },
  })
  const { id } = (await double.createEvolink({ callback_url: receiver.url })).json
  const slow = double.createKie({}, { callBackUrl: receiver.url })
  await booked(double, 'answer to kie.createTask')
  await double.advance(1_000)
  const { taskId } = (await slow).json.data
  expect(receiver.requests).toHaveLength(1)
  expect(await tasks(double)).toMatchObject([
    { id, endsAt: Date.parse('2026-01-01T00:00:01Z') },
    { id: taskId, endsAt: Date.parse('2026-01-01T00:00:13Z') },
  ])
  await double.advance(16_999)
  expect(receiver.requests).toHaveLength(1)
  const read = double.recordInfo(taskId)
  await booked(double, 'answer to kie.recordInfo')
  await double.advance(1_000)
  expect((await read).json.data.state).toBe('success')
  expect(receiver.requests).toHaveLength(2)
})

test('a scenario asked for in a prompt brings its own times along', async () => {
  await using double = await start({ scenarios: { mine: { latency: { queue: '1m', run: '2m' } } } })
  await double.createKie({ prompt: 'a cat [[stunt: mine]]' })
  await double.createKie()
  const [asked, usual] = await tasks(double)
  expect(asked.endsAt - asked.createdAt).toBe(180_000)
  expect(usual.endsAt - usual.createdAt).toBe(4_000)
})

test('--latency holds in every scenario that says nothing about answers', async () => {
  await using double = await start({ latency: '1s' })
  const answer = double.get('/v1/credits', { key: 'stunt.happy.a' })
  await booked(double, 'answer to evolink.credits', 'stunt.happy.a')
  await double.put('/__stuntdouble/clock', { action: 'advance', ms: 1_000 }, { key: 'stunt.happy.a' })
  expect((await answer).status).toBe(200)
})

import { expect, test } from 'vitest'
import { Events } from '../../src/simulator/journal/events.ts'
import { Waits } from '../../src/simulator/journal/waits.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

test('a wait ends with what it finds as soon as something happens', async () => {
  const events = new Events()
  const waits = new Waits(events)
  let there: string | undefined
  const waited = waits.until(() => there, { ms: 60_000, isTimed: false })
  there = 'a task'
  events.tell({ type: 'reset', account: null, reset: [] })
  expect(await waited).toBe('a task')
  expect(waits.size).toBe(0)
  expect(events.isWatched).toBe(false)
})

test('a look that throws ends its own wait and no other', async () => {
  const events = new Events()
  const waits = new Waits(events)
  const broken = waits.until(
    () => {
      throw new Error('nobody thought of this')
    },
    { ms: 60_000, isTimed: false },
  )
  const whole = waits.until(() => 'there', { ms: 60_000, isTimed: false })
  events.tell({ type: 'reset', account: null, reset: [] })
  await expect(broken).rejects.toThrow('nobody thought of this')
  expect(await whole).toBe('there')
})

test('a wait ends with its caller, and with the simulator', async () => {
  const waits = new Waits(new Events())
  const caller = new AbortController()
  const left = waits.until(() => undefined, { ms: 60_000, isTimed: true, signal: caller.signal })
  caller.abort()
  expect(await left).toBeUndefined()
  const open = waits.until(() => undefined, { ms: 60_000, isTimed: true })
  waits.end()
  expect(await open).toBeUndefined()
  expect(
    await waits.until(() => 'late', { ms: 60_000, isTimed: true, signal: caller.signal }),
  ).toBeUndefined()
  expect(waits.size).toBe(0)
})

test('the 101st call that waits is refused', async () => {
  await using double = await startTestSimulator()
  const waiting = Array.from({ length: 100 }, () => double.get('/__stuntdouble/tasks?wait=60s'))
  await expect
    .poll(async () => (await double.get('/__stuntdouble/tasks?wait=1ms')).json.error)
    .toBe('100 calls are waiting already; try again when one of them has ended.')
  await double.createKie()
  for (const { json } of await Promise.all(waiting)) expect(json.items).toHaveLength(1)
})

test('settled responds when every receiver has, and says so when one takes too long', async () => {
  const receiver = await startReceiver(['hang'])
  await using double = await startTestSimulator({ receiverPatience: '1ms' })
  const settled = (query = '', key = 'test-key') => double.get(`/__stuntdouble/settled${query}`, { key })
  expect((await settled()).json).toEqual({ settled: true })
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.advance(4_000)
  const { status, json } = await settled('?wait=1ms')
  expect(status).toBe(409)
  expect(json.error).toBe('A callback is still under way or booked after 0.001 s; GET deliveries says which.')
  expect((await settled('', 'another')).json).toEqual({ settled: true })
  // The receiver goes away: that attempt is over, and the next waits for the clock to move.
  const waiting = settled()
  await receiver[Symbol.asyncDispose]()
  expect((await waiting).json).toEqual({ settled: true })
})

import { expect, test } from 'vitest'
import { MANUAL_START } from '../../src/basics/time/clock.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

const CLOCK = '/__stuntdouble/clock'
const everybody = { key: null }

test('moves of all clocks to the next thing wait for each other', async () => {
  await using double = await startTestSimulator({ queue: 1_000, run: 500 })
  await double.createKie()
  const moves = [1, 2, 3].map(() => double.put(CLOCK, { action: 'advanceToNext' }, everybody))
  const ends = (await Promise.all(moves)).map(({ json }) => json.now - MANUAL_START)
  expect(ends).toEqual([1_000, 1_500, 1_500])
})

test('an account that is opened during a move of all clocks is where the move ends', async () => {
  await using receiver = await startReceiver([200], {})
  await using double = await startTestSimulator({ queue: 0, run: 1_000 })
  await double.createKie({}, { callBackUrl: receiver.url })
  const move = double.put(CLOCK, { action: 'runUntilIdle' }, everybody)
  await receiver.received(1)
  await double.get('/v1/credits', { key: 'newcomer' })
  const { now } = (await move).json
  expect((await double.get(CLOCK, { key: 'newcomer' })).json.now).toBe(now)
})

test('a move ends with its caller, and those that wait behind it begin', async () => {
  await using receiver = await startReceiver(['hang'])
  await using double = await startTestSimulator({ queue: 0, run: 0, receiverPatience: '30s' })
  await double.createKie({}, { callBackUrl: receiver.url })
  const caller = new AbortController()
  const body = JSON.stringify({ action: 'runUntilIdle' })
  const left = fetch(double.url + CLOCK, { method: 'PUT', body, signal: caller.signal })
  await receiver.received(1)
  const behind = double.put(CLOCK, { action: 'advance', ms: 1 }, everybody)
  caller.abort()
  await expect(left).rejects.toThrow()
  expect((await behind).json.now).toBeGreaterThanOrEqual(MANUAL_START + 1)
})

test('a receiver has as much real time as the patience with it', async () => {
  await using receiver = await startReceiver(['hang'])
  await using double = await startTestSimulator({
    queue: 0,
    run: 0,
    receiverPatience: 1,
    kieCallbackRetries: 'off',
  })
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.runUntilIdle()
  const [{ attempts }] = await double.deliveries()
  expect(attempts).toMatchObject([{ error: 'timed out after 15000 ms' }])
})

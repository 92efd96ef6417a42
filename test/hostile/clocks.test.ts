import { expect, onTestFinished, test, vi } from 'vitest'
import { createManualClock } from '../../src/basics/time/manual-clock.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { EVOLINK_MODEL, startTestSimulator } from '../helpers/simulator.ts'

test('a clock comes to an end, and says so', async () => {
  await using double = await startTestSimulator({ clockStart: '9999-12-31T23:59:59Z' })
  const century = 100 * 365.25 * 24 * 3_600_000
  const { clock } = double.simulator.account('test-key')
  while (clock.now() < Date.UTC(275_000)) await clock.advance(century)
  const advance = () =>
    double.put('/__stuntdouble/clock', { action: 'advance', ms: century }, { key: 'test-key' })
  let answer = await advance()
  for (let step = 0; answer.status === 200 && step < 10; step += 1) answer = await advance()
  expect(answer.status).toBe(400)
  expect(answer.json).toEqual({ error: 'A clock cannot go beyond the year 275760.' })
  expect((await double.get('/__stuntdouble/clock')).json.iso).toMatch(/^\+2757\d\d-/)
})

test('a hundred things that never end do not hold up a clock for long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const clock = createManualClock()
  for (let at = 1; at <= 100; at += 1)
    clock.book(clock.now() + at, 'never', () => new Promise(() => undefined))
  const startedAt = Date.now()
  let hasArrived = false
  const moved = clock.advance(100).then(() => {
    hasArrived = true
  })
  while (!hasArrived) await vi.advanceTimersByTimeAsync(5)
  await moved
  expect(clock.due()).toEqual([])
  // Waiting a second for each in turn would take a hundred.
  expect(Date.now() - startedAt).toBeLessThan(5_000)
})

test.each([
  { clockStart: 8.64e15 },
  { queue: '99999999999999h' },
  { run: '1e9' },
  { callbackAllow: 'http://elsewhere.example/' },
  { callbackAllow: ['fine.example', 'not fine'] },
  { publicBaseUrl: 'https://double.example/?a=1' },
] as const)('a setting beyond reason is refused at the start: %j', async (options) => {
  await expect(startTestSimulator(options)).rejects.toThrow(
    new RegExp(`^${Object.keys(options)[0]}: .* is not `),
  )
})

test.each([
  '{"action":"advance","ms":1e999}',
  '{"action":"advance","ms":"1"}',
  '{"action":"advance","ms":[1]}',
  '{"action":{"toString":1}}',
  '[]',
  '"advance"',
  `{"action":"${'x'.repeat(100_000)}"}`,
  '['.repeat(50_000),
])('a malformed move is a 400', async (body) => {
  await using double = await startTestSimulator()
  expect((await double.put('/__stuntdouble/clock', body)).status).toBe(400)
})

test('a move of many clocks at once, each with a callback, ends without a warning', async () => {
  await using receiver = await startReceiver([200])
  await using double = await startTestSimulator()
  const warnings: Error[] = []
  const note = (warning: Error): number => warnings.push(warning)
  process.on('warning', note)
  const body = { model: EVOLINK_MODEL, prompt: 'a cat', callback_url: receiver.url }
  for (let nth = 0; nth < 12; nth += 1)
    await double.post('/v1/videos/generations', body, { key: `key-${nth}` })
  await double.put('/__stuntdouble/clock', { action: 'advance', ms: 60_000 }, { key: null })
  expect(receiver.requests).toHaveLength(12)
  process.off('warning', note)
  expect(warnings).toEqual([])
})

import { expect, test } from 'vitest'
import { createRandom } from '../../src/basics/chance/random.ts'
import { parseDuration, parseLatency } from '../../src/basics/duration.ts'
import { drawLatency } from '../../src/basics/time/draw-latency.ts'

test.each([
  [250, 250],
  ['250', 250],
  ['250ms', 250],
  ['5s', 5_000],
  ['1.5s', 1_500],
  ['2m', 120_000],
  ['1h', 3_600_000],
])('%j is %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms))

test.each(['', 'soon', '-5s', '5 days', null, Number.NaN, -1])('%j is not a duration', (text) =>
  expect(parseDuration(text)).toBeUndefined(),
)

test.each([
  ['250ms', 250],
  ['1s..3s', { min: 1_000, max: 3_000 }],
  ['1.5s..3s', { min: 1_500, max: 3_000 }],
  ['median=2s,sigma=0.5', { median: 2_000, sigma: 0.5 }],
  ['median=2s, p99=10s', { median: 2_000, p99: 10_000 }],
  [
    { min: '1s', max: 3_000 },
    { min: 1_000, max: 3_000 },
  ],
])('%j is the latency %j', (given, latency) => expect(parseLatency(given)).toEqual(latency))

test.each(['3s..1s', 'median=2s', 'median=2s,p99=1s', 'min=1s', { min: 1 }, '..', [], 'median=0,sigma=1'])(
  '%j is not a latency',
  (given) => expect(parseLatency(given)).toBeUndefined(),
)

const draws = (latency: Parameters<typeof drawLatency>[0]): number[] => {
  const random = createRandom(1, 'a')
  return Array.from({ length: 20_000 }, (_, ordinal) => drawLatency(latency, random, 'test', ordinal)).sort(
    (a, b) => a - b,
  )
}

test('a range is drawn from end to end', () => {
  const all = draws({ min: 100, max: 200 })
  expect(all[0]).toBe(100)
  expect(all.at(-1)).toBe(200)
})

test('a log-normal latency has the median and the 99th percentile asked for', () => {
  const all = draws({ median: 1_000, p99: 5_000 })
  expect(Math.abs((all[10_000] ?? 0) - 1_000)).toBeLessThan(40)
  expect(Math.abs((all[19_800] ?? 0) - 5_000)).toBeLessThan(600)
})

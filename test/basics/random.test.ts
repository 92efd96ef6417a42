import { expect, test } from 'vitest'
import { createRandom } from '../../src/basics/chance/random.ts'

test('the same seed, account, purpose and ordinal always draw the same, whatever was drawn before', () => {
  const one = createRandom(7, 'acct_1')
  const other = createRandom(7, 'acct_1')
  for (let ordinal = 0; ordinal < 50; ordinal += 1) other.fraction('something else', ordinal)
  expect(one.fraction('latency', 3)).toBe(other.fraction('latency', 3))
  expect(one.hex32('id', 3)).toBe(other.hex32('id', 3))
})

test('seed, account, purpose and ordinal each change the draw', () => {
  const draws = [
    createRandom(7, 'a').hex32('id', 0),
    createRandom(8, 'a').hex32('id', 0),
    createRandom(7, 'b').hex32('id', 0),
    createRandom(7, 'a').hex32('other', 0),
    createRandom(7, 'a').hex32('id', 1),
  ]
  expect(new Set(draws).size).toBe(draws.length)
})

test('fractions spread evenly over [0, 1)', () => {
  const random = createRandom(1, 'a')
  const buckets = new Array<number>(10).fill(0)
  for (let ordinal = 0; ordinal < 10_000; ordinal += 1) {
    const bucket = Math.floor(random.fraction('even', ordinal) * 10)
    buckets[bucket] = (buckets[bucket] ?? Number.NaN) + 1
  }
  for (const count of buckets) expect(Math.abs(count - 1_000)).toBeLessThan(150)
})

test('100,000 ids are all different and all 32 lower-case hex digits', () => {
  const random = createRandom(1, 'a')
  const ids = new Set(Array.from({ length: 100_000 }, (_, ordinal) => random.hex32('id', ordinal)))
  expect(ids.size).toBe(100_000)
  expect([...ids].every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
})

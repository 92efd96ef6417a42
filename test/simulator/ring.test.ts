import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Ring } from '../../src/simulator/journal/ring.ts'

test('a ring keeps the newest and counts what it dropped', () => {
  const ring = new Ring<number>(3)
  for (const item of [1, 2, 3, 4, 5]) ring.push(item)
  expect(ring.toArray()).toEqual([3, 4, 5])
  expect(ring.dropped).toBe(2)
})

test('a ring also keeps to a weight, but always keeps the newest', () => {
  const ring = new Ring<string>({ count: 10, weight: 10, weigh: (text) => text.length })
  for (const item of ['aaaa', 'bbbb', 'cccc']) ring.push(item)
  expect(ring.toArray()).toEqual(['bbbb', 'cccc'])
  ring.push('d'.repeat(100))
  expect(ring.toArray()).toEqual(['d'.repeat(100)])
  expect(ring.dropped).toBe(3)
})

test('whatever is pushed, a ring is the tail of it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (items, count) => {
      const ring = new Ring<number>(count)
      for (const item of items) ring.push(item)
      expect(ring.toArray()).toEqual(items.slice(-count))
      expect(ring.size).toBe(Math.min(items.length, count))
      expect(ring.dropped).toBe(Math.max(0, items.length - count))
    }),
  )
})

import { expect, test } from 'vitest'
import { remembering } from '../../src/basics/remembering.ts'

/** A function that remembers, and the texts that it really looked at. */
const watched = () => {
  const seen: string[] = []
  const lengthOf = remembering((text) => {
    seen.push(text)
    return text.length
  })
  return { seen, lengthOf }
}

test('a text that comes again is not looked at again', () => {
  const { seen, lengthOf } = watched()
  expect(['key', 'host', 'key'].map(lengthOf)).toEqual([3, 4, 3])
  expect(seen).toEqual(['key', 'host'])
})

test('long texts are not kept, nor more than a few hundred', () => {
  const { seen, lengthOf } = watched()
  const long = 'x'.repeat(1_000)
  expect([lengthOf(long), lengthOf(long), seen.length]).toEqual([1_000, 1_000, 2])
  for (let nth = 0; nth < 1_000; nth += 1) lengthOf(`text ${nth}`)
  const before = seen.length
  lengthOf('text 0')
  expect(seen.length).toBe(before + 1)
})

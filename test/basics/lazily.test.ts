import { expect, test } from 'vitest'
import { lazily } from '../../src/basics/lazily.ts'

test('the work is done once, however many ask', async () => {
  let times = 0
  const load = lazily(async () => {
    times += 1
    return times
  })
  expect(await Promise.all([load(), load()])).toEqual([1, 1])
  expect(await load()).toBe(1)
})

test('everybody is told that it failed, and the next call tries again', async () => {
  let times = 0
  const load = lazily(async () => {
    times += 1
    if (times === 1) throw new Error('not now')
    return times
  })
  expect(await Promise.allSettled([load(), load()])).toMatchObject([
    { status: 'rejected', reason: { message: 'not now' } },
    { status: 'rejected', reason: { message: 'not now' } },
  ])
  expect(await load()).toBe(2)
})

import { expect, test } from 'vitest'
import { Turns } from '../../../src/simulator/callbacks/turns.ts'

/** Takes a turn and notes when it came. */
const taking = (turns: Turns, came: string[]) => async (key: string) => {
  await turns.take(key)
  came.push(key)
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a key without a turn gets one although the shared ones are taken', () => {
  const turns = new Turns({ perKey: 2, shared: 2, total: 4 })
  expect(turns.take('a')).toBeUndefined()
  expect(turns.take('a')).toBeUndefined()
  expect(turns.take('b')).toBeUndefined()
  expect(turns.take('b')).toBeInstanceOf(Promise)
  expect([turns.taken, turns.waiting]).toEqual([3, 1])
})

test('those who wait are served in turn, not in the order they came', async () => {
  const turns = new Turns({ perKey: 1, shared: 1, total: 1 })
  const came: string[] = []
  const take = taking(turns, came)
  for (const key of ['a', 'b', 'b', 'b', 'c', 'c']) void take(key)
  await settled()
  for (let served = 0; served < 6; served += 1) {
    turns.giveBack(came.at(-1) ?? '')
    await settled()
  }

  expect(came).toEqual(['a', 'b', 'c', 'b', 'c', 'b'])
  expect([turns.taken, turns.waiting]).toEqual([0, 0])
})

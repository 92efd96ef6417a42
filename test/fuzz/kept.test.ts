import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failsStill, keptFailure } from './kept.ts'

/** A counter that forgets to count from some number on, and the sequences of calls that find out. */
const counting = (brokenFrom: number): fc.IAsyncProperty<unknown> => {
  const add: fc.AsyncCommand<{ count: number }, { count: number }> = {
    check: () => true,
    run: async (model, real) => {
      model.count += 1
      if (real.count < brokenFrom) real.count += 1
      assert.equal(real.count, model.count)
    },
    toString: () => 'add()',
  }
  const rest: typeof add = { check: () => true, run: async () => undefined, toString: () => 'rest()' }
  return fc.asyncProperty(fc.commands([fc.constant(add), fc.constant(rest)], { maxCommands: 20 }), (calls) =>
    fc.asyncModelRun(() => ({ model: { count: 0 }, real: { count: 0 } }), calls),
  )
}

test('a failure is kept as small as it gets, fails again when it is tried again, and no more once it is fixed', async () => {
  const kept = keptFailure(await fc.check(counting(3), { seed: 7 }))
  expect(kept).toMatchObject({
    seed: 7,
    example: expect.stringMatching(/^\[add\(\),add\(\),add\(\),add\(\)/),
  })
  expect(await failsStill(counting(3), kept ?? { seed: 0, path: '' })).toBe(true)
  expect(await failsStill(counting(100), kept ?? { seed: 0, path: '' })).toBe(false)
})

test('what did not fail is not kept; what cannot be tried again says so', async () => {
  expect(keptFailure(await fc.check(counting(100), { seed: 7, numRuns: 5 }))).toBeUndefined()
  expect(await failsStill(counting(3), { seed: 7, path: '0:99:99' })).toContain('cannot be tried again')
})

import fc from 'fast-check'
import { test } from 'vitest'
import { startTestSimulator } from '../helpers/simulator.ts'
import { sequences } from './sequences.ts'

test('whatever is done to an account in whatever order, it looks as a small model says', async () => {
  await using double = await startTestSimulator()
  await fc.assert(sequences(double), { numRuns: 25, seed: 1 })
})

import { expect, test } from 'vitest'
import { type Double, start } from '../faults/job.ts'

/** A simulator whose accounts follow these rules. */
const ruled = (...rules: readonly unknown[]): Promise<Double> =>
  start({ scenario: 'mine', scenarios: { mine: { rules } } })

const codesOf = async (
  count: number,
  call: () => Promise<{ readonly status: number }>,
): Promise<number[]> => {
  const statuses: number[] = []
  for (let nth = 0; nth < count; nth += 1) statuses.push((await call()).status)
  return statuses
}

const BROKEN = { fault: 'server-error', with: { kind: 'server-error' } }

test('failing twice and then succeeding is one line', async () => {
  await using double = await ruled({ ...BROKEN, operation: 'create', call: '..2' })
  expect(await codesOf(4, () => double.createKie())).toEqual([500, 500, 200, 200])
})

test.each([
  [1, [500, 200, 200, 200]],
  ['2', [200, 500, 200, 200]],
  [
    [1, 3],
    [500, 200, 500, 200],
  ],
  ['2..', [200, 500, 500, 500]],
  ['2..3', [200, 500, 500, 200]],
  [
    ['1', '3..'],
    [500, 200, 500, 500],
  ],
])('call: %j strikes those calls of an operation', async (call, statuses) => {
  await using double = await ruled({ ...BROKEN, operation: 'evolink.createVideo', call })
  await double.createKie()
  expect(await codesOf(4, () => double.createEvolink())).toEqual(statuses)
})

test('calls are counted per account and per operation', async () => {
  await using double = await ruled({ ...BROKEN, call: 2 })
  expect((await double.createKie({}, {}, { key: 'a' })).status).toBe(200)
  expect((await double.createKie({}, {}, { key: 'b' })).status).toBe(200)
  expect((await double.createEvolink({}, { key: 'a' })).status).toBe(200)
  expect((await double.createKie({}, {}, { key: 'a' })).status).toBe(500)
})

test('every: 3 strikes each third call', async () => {
  await using double = await ruled({ ...BROKEN, operation: 'create', every: 3 })
  expect(await codesOf(7, () => double.createKie())).toEqual([200, 200, 500, 200, 200, 500, 200])
})

test('chance: 0.25 strikes about a quarter of the calls, the same ones for the same seed', async () => {
  const run = async (seed: number): Promise<number[]> => {
    await using double = await start({
      seed,
      scenario: 'mine',
      scenarios: { mine: { rules: [{ ...BROKEN, chance: 0.25 }] } },
    })
    return await codesOf(100, () => double.get('/v1/credits'))
  }
  const statuses = await run(1)
  const share = statuses.filter((status) => status === 500).length / 100
  expect(share).toBeGreaterThan(0.15)
  expect(share).toBeLessThan(0.35)
  expect(await run(1)).toEqual(statuses)
  expect(await run(2)).not.toEqual(statuses)
})

test('provider and operation narrow a rule', async () => {
  await using double = await ruled({ ...BROKEN, provider: 'evolink', operation: 'create' })
  expect((await double.createKie()).status).toBe(200)
  expect((await double.createEvolink()).status).toBe(500)
  expect((await double.get('/v1/credits')).status).toBe(200)
})

test('model and prompt narrow a rule, at the create request and at the reads of its task', async () => {
  await using double = await ruled(
    { ...BROKEN, operation: 'retrieve', prompt: 'Piano' },
    { fault: 'task-fails', model: 'wan2.5-text-to-video' },
  )
  const { taskId } = (await double.createKie({ prompt: 'a cat at the piano' })).json.data
  const { taskId: other } = (await double.createKie({ prompt: 'a dog' })).json.data
  const { id } = (await double.createEvolink({ prompt: 'a dog' })).json
  await double.advance(4_000)
  expect((await double.recordInfo(taskId)).status).toBe(500)
  expect((await double.recordInfo(other)).json.data.state).toBe('success')
  expect((await double.retrieve(id)).json.status).toBe('failed')
})

test('the first rule that matches wins', async () => {
  await using double = await ruled(
    { fault: 'rate-limited', operation: 'create', call: 1 },
    { fault: 'unauthorized', operation: 'create', call: '..2' },
    { fault: 'out-of-credits' },
  )
  expect(await codesOf(3, () => double.createEvolink())).toEqual([429, 401, 402])
})

test('a rule holds for both names of a provider, and for any prefix', async () => {
  await using double = await ruled({ ...BROKEN, operation: 'evolink.credits', call: 2 })
  expect((await double.get('/v1/credits')).status).toBe(200)
  expect((await double.get('/apiv1/v1/credits')).status).toBe(500)
})

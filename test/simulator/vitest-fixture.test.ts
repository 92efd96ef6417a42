import { expect } from 'vitest'
import { doubleTest } from '../../src/simulator/in-process/vitest.ts'
import { ask, KIE_MODEL } from '../helpers/simulator.ts'

const test = doubleTest({ seed: 7 })

const create = (url: string, key: string) =>
  ask('POST', `${url}/api/v1/jobs/createTask`, {
    key,
    body: { model: KIE_MODEL, input: { prompt: 'a cat' } },
  })

test('a test has an account of its own, whose clock it moves', async ({ double }) => {
  const { taskId } = (await create(double.baseUrls.kie, double.key)).json.data
  expect(double.tasks()).toMatchObject([{ id: taskId, phase: 'queued' }])
  await double.clock.advance('4s')
  expect(double.tasks({ phase: 'succeeded' })).toHaveLength(1)
  expect(double.exchanges({ operation: 'kie.createTask' })).toHaveLength(1)
  expect(double.credits).toBe(9_900)
})

test('the next test starts from scratch', ({ double }) => {
  expect(double.tasks()).toEqual([])
  expect(double.credits).toBe(10_000)
})

test('a further account can be had in a scenario', async ({ double }) => {
  const flaky = double.in('flaky')
  expect(flaky.scenario).toBe('flaky')
  expect(flaky.key).toMatch(/^stunt\.flaky\./)
})

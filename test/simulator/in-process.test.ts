import { expect, test } from 'vitest'
import { type Duration, startSimulator } from '../../src/simulator/index.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { ask, EVOLINK_MODEL } from '../helpers/simulator.ts'

const create = (url: string, key: string, more: Readonly<Record<string, unknown>> = {}) =>
  ask('POST', `${url}/v1/videos/generations`, {
    key,
    body: { model: EVOLINK_MODEL, prompt: 'a cat', ...more },
  })

test('an account shows its evidence and moves its clock', async () => {
  await using double = await startSimulator({ port: 0, clock: 'manual', seed: 7 })
  const account = double.account('my-test')
  const { id } = (await create(double.baseUrls.evolink, account.key)).json
  expect(account.tasks()).toMatchObject([{ id, phase: 'queued' }])
  await account.clock.advance('5s')
  expect(account.tasks({ phase: 'succeeded' })).toHaveLength(1)
  expect(account.exchanges({ operation: 'evolink.createVideo' })).toHaveLength(1)
  expect(account.credits).toBe(9_995)
  account.reset()
  expect(account.tasks()).toEqual([])
  expect(account.credits).toBe(10_000)
})

test('the clock goes to the next change of a task, and runs until every task has ended', async () => {
  await using double = await startSimulator({ port: 0, clock: 'manual' })
  const { clock, key, tasks } = double.account('my-test')
  const { id } = (await create(double.baseUrls.evolink, key)).json
  const startedAt = clock.now()
  expect(clock.due()).toEqual([{ at: startedAt + 1_000, label: `task ${id}: running` }])
  expect(await clock.advanceToNext()).toBe(true)
  expect(tasks()).toMatchObject([{ phase: 'running' }])
  expect(clock.due()).toEqual([{ at: startedAt + 4_000, label: `task ${id}: succeeded` }])
  await clock.runUntilIdle()
  expect(clock.now()).toBe(startedAt + 4_000)
  expect(tasks()).toMatchObject([{ phase: 'succeeded' }])
  expect(await clock.advanceToNext()).toBe(false)
})

test('a task that was failed by hand is not due any more, and one that stalls never ends', async () => {
  await using double = await startSimulator({ port: 0, clock: 'manual' })
  const account = double.account('my-test')
  const { id } = (await create(double.url, account.key)).json
  expect(account.clock.due()).toHaveLength(1)
  await ask('POST', `${double.url}/__stuntdouble/tasks/${id}/fail`, { key: account.key })
  expect(account.clock.due()).toEqual([])
  await create(double.url, account.key, { prompt: 'a cat [[stunt: task-stalls]]' })
  await account.clock.runUntilIdle()
  expect(account.tasks({ phase: 'running' })).toHaveLength(1)
  expect(account.clock.due()).toEqual([])
})

test('an account can be put into a scenario, by name or written out', async () => {
  await using double = await startSimulator({ port: 0, clock: 'manual' })
  const account = double.account('my-test')
  account.setScenario('flaky')
  expect(account.scenario).toBe('flaky')
  account.setScenario({ rules: [{ fault: 'rate-limited', operation: 'create', call: 1 }] })
  expect((await create(double.url, account.key)).status).toBe(429)
  expect((await create(double.url, account.key)).status).toBe(200)
  expect(() => account.setScenario('flakky')).toThrow('did you mean flaky?')
})

test('settled waits until the callbacks of a real clock are over', async () => {
  await using receiver = await startReceiver([500, 200])
  await using double = await startSimulator({ port: 0, speed: 1_000 })
  const account = double.account('my-test')
  await create(double.url, account.key, { callback_url: receiver.url })
  await account.settled()
  expect(receiver.requests).toHaveLength(2)
  expect(account.deliveries()).toMatchObject([{ state: 'delivered' }])
})

test('two simulators in one process share nothing', async () => {
  await using one = await startSimulator({ port: 0, clock: 'manual', profile: 'observed' })
  await using other = await startSimulator({ port: 0, clock: 'manual', credits: 1 })
  await create(one.url, 'same-key')
  await one.account('same-key').clock.advance('1h')
  expect(one.account('same-key').tasks()).toHaveLength(1)
  expect(other.account('same-key').tasks()).toEqual([])
  expect(other.account('same-key').credits).toBe(1)
  expect(other.account('same-key').clock.now()).toBe(Date.parse('2026-01-01T00:00:00Z'))
})

test('a real clock refuses to be moved, and nonsense is refused', async () => {
  await using real = await startSimulator({ port: 0 })
  await expect(real.account('k').clock.advance(1)).rejects.toThrow("{ clock: 'manual' }")
  await using manual = await startSimulator({ port: 0, clock: 'manual' })
  await expect(manual.account('k').clock.advance('soon' as Duration)).rejects.toThrow('"soon"')
})

test('an option that cannot be read is one clear sentence', async () => {
  await expect(startSimulator({ prot: 1 } as never)).rejects.toThrow(
    'There is no setting "prot"; did you mean port?',
  )
  await expect(startSimulator({ scenario: 'flakky' })).rejects.toThrow(
    'There is no scenario "flakky"; did you mean flaky?',
  )
})

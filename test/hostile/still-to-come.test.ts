import { expect, test } from 'vitest'
import { CallLimits } from '../../src/simulator/accounts/call-limits.ts'
import { AWAITED_WEIGHT, bounds, RULE_WEIGHT, WAITING_WEIGHT } from '../../src/simulator/bounds.ts'
import { openServer } from '../../src/simulator/http/server.ts'
import { WaitingCalls } from '../../src/simulator/http/waiting-calls.ts'
import { hasRoomFor, weightOfScenario } from '../../src/simulator/scenarios/own-scenarios.ts'
import { resolveSettings } from '../../src/simulator/settings.ts'
import { SharedBound } from '../../src/simulator/shared-bound.ts'
import { Simulation } from '../../src/simulator/simulation.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

test('a task that is forgotten before its end sends no callback, and nothing of it stays on the clock', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator({ taskMax: 10 })
  for (let nth = 0; nth < 40; nth += 1) await double.createEvolink({ callback_url: `${receiver.url}/${nth}` })
  const { due } = (await double.get('/__stuntdouble/clock')).json
  const booked = due.filter(({ label }: { label: string }) => label.startsWith('callback for'))
  expect(booked.length).toBeLessThanOrEqual(10)
  await double.runUntilIdle()
  expect(receiver.requests.map(({ path }) => path)).toContain('/39')
  expect(receiver.requests).toHaveLength(booked.length)
})

test('the address of a callback counts with the body of its task, until it is sent or its task is forgotten', () => {
  const { accounts } = new Simulation(resolveSettings({ clock: 'manual', taskMax: 1 }), {})
  const { awaited, store } = accounts.ofKey('key')
  const booking = { at: 0, label: '', cancel: () => undefined }
  let send = (): void => undefined
  awaited.expect('one', 'x'.repeat(600))
  awaited.book('one', (begin) => {
    send = begin
    return booking
  })
  awaited.expect('two', 'x'.repeat(100))
  expect(store.bodies.held).toBe(2 * AWAITED_WEIGHT + 700)
  send()
  expect(store.bodies.held).toBe(AWAITED_WEIGHT + 100)
  awaited.forget('two')
  expect(store.bodies.held).toBe(0)
})

test('a task that is ended by hand is not on the clock for its old end', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const { id } = (await double.createEvolink({ callback_url: receiver.url })).json
  await double.post(`/__stuntdouble/tasks/${id}/complete`)
  await double.runUntilIdle()
  expect(receiver.requests).toHaveLength(1)
  expect((await double.get('/__stuntdouble/clock')).json.now).toBe(Date.parse('2026-01-01T00:00:00Z'))
})

test('reads of many tasks are counted within one bound, and of forgotten tasks not at all', () => {
  const all = new SharedBound(100, () => limits)
  const limits = [new CallLimits(all), new CallLimits(all)]
  const [flooding, quiet] = limits
  const once = { calls: 1, windowMs: 1_000, per: 'task' } as const
  quiet?.admit('kie retrieve quiet', once, 0)
  for (let nth = 0; nth < 500; nth += 1) flooding?.admit(`kie retrieve ${nth}`, once, 0)
  expect(all.held).toBeLessThanOrEqual(100)
  expect(quiet?.admit('kie retrieve quiet', once, 0)).toBe(1_000)
  flooding?.forget('kie retrieve 499')
  expect(flooding?.admit('kie retrieve 499', once, 0)).toBe(0)
  for (const each of limits) each.clear()
  expect(all.held).toBe(0)
})

test('accounts may have scenarios of their own up to a bound, and named ones do not count', () => {
  const simulation = new Simulation(resolveSettings({ clock: 'manual' }), {})
  const rules = Array.from({ length: 300 }, () => ({ fault: 'hang', prompt: 'x'.repeat(20) }))
  const own = () => simulation.scenarios.read('custom', { rules })
  const most = Math.floor(bounds.ownScenarios.most / weightOfScenario(own()))
  for (let nth = 0; nth < most; nth += 1) {
    const scenario = own()
    expect(hasRoomFor(simulation, scenario)).toBe(true)
    simulation.setScenario(scenario, simulation.accounts.ofKey(`key-${nth}`))
  }
  expect(weightOfScenario(own())).toBeGreaterThan(300 * RULE_WEIGHT)
  expect(hasRoomFor(simulation, own())).toBe(false)
  expect(hasRoomFor(simulation, simulation.scenarios.named('flaky'))).toBe(true)
  simulation.reset(undefined)
  expect(hasRoomFor(simulation, own())).toBe(true)
})

test('only the allowed number of pictures is fetched at once, and one server that hangs leaves room for others', async () => {
  const { fetches } = new Simulation(resolveSettings({ fetchImages: true }), {})
  const taken = Array.from({ length: 100 }, (_, nth) =>
    fetches.take(nth < 60 ? 'http://hangs' : `http://${nth}`),
  )
  expect(taken.filter((turn) => turn === undefined)).toHaveLength(bounds.fetches.most)
  expect(taken.slice(0, 60).filter((turn) => turn === undefined)).toHaveLength(8)
})

test.each([200, 201])(
  'a model that no page describes may have a name of 200 characters: %d',
  async (length) => {
    await using double = await startTestSimulator({ unknownModels: 'accept' })
    const model = 'm'.repeat(length)
    const answers = [
      await double.post('/v1/videos/generations', { model, prompt: 'a cat' }),
      await double.post('/api/v1/jobs/createTask', { model, input: { prompt: 'a cat' } }),
    ]
    const isServed = length <= bounds.modelName.most
    expect(answers.map(({ json }) => json.error === undefined && json.code !== 422)).toEqual([
      isServed,
      isServed,
    ])
    expect((await double.get('/__stuntdouble/tasks')).json.items).toHaveLength(isServed ? 2 : 0)
  },
)

test('bodies of calls that wait for their latency are held up to a bound, and one more is refused at once', () => {
  const waiting = new WaitingCalls()
  const most = Math.floor(bounds.waitingCalls.most / (bounds.requestBody.most + WAITING_WEIGHT))
  for (let nth = 0; nth < most; nth += 1) expect(waiting.admit(bounds.requestBody.most)).toBe(true)
  expect(waiting.admit(bounds.requestBody.most)).toBe(false)
  waiting.letGo(bounds.requestBody.most)
  expect(waiting.admit(bounds.requestBody.most)).toBe(true)
})

test('calls without a body count too, and one more that a fault would hold back ends at once', async () => {
  const simulation = new Simulation(resolveSettings({ clock: 'manual', port: 0 }), {})
  let admitted = 0
  while (simulation.waitingCalls.admit(0)) admitted += 1
  expect(admitted).toBe(Math.floor(bounds.waitingCalls.most / WAITING_WEIGHT))
  const server = await openServer(simulation)
  const { url } = server
  const headers = { authorization: 'Bearer test-key', 'x-stuntdouble-fault': 'hang' }
  await expect(fetch(`${url}/v1/credits`, { headers })).rejects.toThrow('fetch failed')
  await server.close()
})

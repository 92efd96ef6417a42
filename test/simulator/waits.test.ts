import { expect, test } from 'vitest'
import { Events } from '../../src/simulator/journal/events.ts'
import { Waits } from '../../src/simulator/journal/waits.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

test('a wait ends with what it finds as soon as something happens', async () => {
  const events = new Events()
  const waits = new Waits(events)
  let there: string | undefined
  const waited = waits.until(() => there, { ms: 60_000, isTimed: false })
  there = 'a task'
  events.tell({ type: 'reset', account: null, reset: [] })
  expect(await waited).toBe('a task')
  expect(waits.size).toBe(0)
  expect(events.isWatched).toBe(false)
})

test('a look that throws ends its own wait and no other', async () => {
  const events = new Events()
  const waits = new Waits(events)
  const broken = waits.until(
    () => {
      throw new Error('nobody thought of this')
    },
    { ms: 60_000, isTimed: false },
  )
  const whole = waits.until(() => 'there', { ms: 60_000, isTimed: false })
  events.tell({ type: 'reset', account: null, reset: [] })
  await expect(broken).rejects.toThrow('nobody thought of this')
  expect(await whole).toBe('there')
})

test('a wait ends with its caller, and with the simulator', async () => {
  const waits = new Waits(new Events())
  const caller = new AbortController()
  const left = waits.until(() => undefined, { ms: 60_000, isTimed: true, signal: caller.signal })
  caller.abort()
  expect(await left).toBeUndefined()
  const open = waits.until(() => undefined, { ms: 60_000, isTimed: true })
  waits.end()
  expect(await open).toBeUndefined()
  expect(
    await waits.until(() => 'late', { ms: 60_000, isTimed: true, signal: caller.signal }),
  ).toBeUndefined()
  expect(waits.size).toBe(0)
})

test('the 101st call that waits is refused', async () => {
  await using double = await startTestSimulator()
  const waiting = Array.from({ length: 100 }, () => double.get('/__stuntdouble/tasks?wait=60s'))
  await expect
    .poll(async () => (await double.get('/__stuntdouble/tasks?wait=1ms')).json.error)
    .toBe('100 calls are waiting already; try again when one of them has ended.')
  await double.createKie()
  for (const { json } of await Promise.all(waiting)) expect(json.items).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

const keyless = { key: null }
const switchTo = (kind: string) => ({ action: 'switch', kind })

test('a real clock becomes manual at run time, and its time goes on from where it was', async () => {
  await using double = await startTestSimulator({
    clock: 'real',
    clockStart: Date.parse('2026-03-01T00:00:00Z'),
  })
  const before = (await double.get('/__stuntdouble/clock', keyless)).json
  expect(before.kind).toBe('real')
  const stopped = (await double.put('/__stuntdouble/clock', switchTo('manual'), keyless)).json
  expect(stopped.kind).toBe('manual')
  expect(stopped.now).toBeGreaterThanOrEqual(before.now)

  await double.put('/__stuntdouble/clock', { action: 'advance', ms: 60_000 }, keyless)
  expect((await double.get('/__stuntdouble/clock', keyless)).json.now).toBe(stopped.now + 60_000)
  // An account that is opened now has a clock of the same kind.
  await double.createKie({}, {}, { key: 'opened-later' })
  expect((await double.get('/__stuntdouble/clock', { key: 'opened-later' })).json.kind).toBe('manual')
})

test('what was booked on a manual clock happens by itself once the clock is real', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator({ speed: 1_000 })
  await double.createKie({}, { callBackUrl: receiver.url })
  expect((await double.put('/__stuntdouble/clock', switchTo('real'))).json).toMatchObject({
    kind: 'real',
    speed: 1_000,
  })
  await receiver.received(1)
  expect(receiver.requests).toHaveLength(1)
})

test('one account’s clock is switched, and the others’ are left alone', async () => {
  await using double = await startTestSimulator({ clock: 'real' })
  await double.put('/__stuntdouble/clock', switchTo('manual'), { key: 'mine' })
  expect((await double.get('/__stuntdouble/clock', { key: 'mine' })).json.kind).toBe('manual')
  expect((await double.get('/__stuntdouble/clock', { key: 'theirs' })).json.kind).toBe('real')
})

test('a clock is made real or manual, and nothing else', async () => {
  await using double = await startTestSimulator()
  const refused = await double.put('/__stuntdouble/clock', switchTo('manul'), keyless)
  expect(refused.status).toBe(400)
  expect(refused.json.error).toBe('"kind" of the body is "real" or "manual".')
})

import { expect, test } from 'vitest'
import { startReceiver } from '../../helpers/receiver.ts'
import { startTestSimulator } from '../../helpers/simulator.ts'
import { stateFolder } from '../../helpers/state-folder.ts'

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const firstHalf = async (double: Double, callback: string): Promise<void> => {
  await double.createKie({}, { callBackUrl: callback })
  await double.createEvolink({ callback_url: callback })
  await double.createKie({ prompt: 'no [[stunt: task-fails after=2s]]' }, { callBackUrl: callback })
  await double.createEvolink({
    prompt: 'twice [[stunt: callback-duplicated apart=3s]]',
    callback_url: callback,
  })
  await double
    .createKie({}, {}, { headers: { 'X-Stuntdouble-Fault': 'connection-reset' } })
    .catch(() => undefined)
  await double.advance(4_500)
  await double.createEvolink({ callback_url: callback }, { key: 'stunt.flaky.worker' })
  await double.createKie({ prompt: 'a dog' }, { callBackUrl: callback })
}

const secondHalf = async (double: Double, callback: string): Promise<void> => {
  await double.createKie({}, { callBackUrl: callback })
  await double.runUntilIdle()
}

/** All that somebody outside can see of a run. */
const seen = async (double: Double) => {
  const { items } = (await double.get('/__stuntdouble/tasks', { key: null })).json
  const reads = await Promise.all(
    ['test-key', 'stunt.flaky.worker'].map(
      async (key) => (await double.get('/api/v1/chat/credit', { key })).json,
    ),
  )
  const { text, usDollars, credits, refunded, neverLearned } = (await double.get('/__stuntdouble/bill')).json
  const deliveries = await double.deliveries({ key: null })
  const { now } = (await double.get('/__stuntdouble/clock')).json
  return {
    tasks: items.map(({ resultUrl: _, resultUrls: __, ...task }: Record<string, unknown>) => task),
    reads,
    bill: { text, usDollars, credits, refunded, neverLearned },
    deliveries: deliveries.map(({ body, ...delivery }: Record<string, string>) => ({
      ...delivery,
      body: body?.replaceAll(/127\.0\.0\.1:\d+/g, 'here'),
    })),
    now,
  }
}

test('a run that is ended in the middle and started again goes on as one that was not', async () => {
  await using receiver = await startReceiver()
  using folder = stateFolder()
  await using whole = await startTestSimulator({ seed: 7 })
  await firstHalf(whole, receiver.url)
  await secondHalf(whole, receiver.url)
  {
    await using first = await startTestSimulator({ seed: 7, state: folder.path })
    await firstHalf(first, receiver.url)
  }
  await using second = await startTestSimulator({ state: folder.path })
  await secondHalf(second, receiver.url)
  expect(await seen(second)).toEqual(await seen(whole))
})

test('a killed simulator leaves behind every task whose create request was answered, with --durable', async () => {
  using folder = stateFolder()
  await using first = await startTestSimulator({ state: folder.path, durable: true })
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await first.createEvolink()).json.id))
  await using second = await startTestSimulator({ state: folder.asLeftByAKill() })
  const kept = (await second.get('/__stuntdouble/tasks', { key: null })).json.items
  expect(kept.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort())
})

test('an account is found again by its key, and by nobody else’s', async () => {
  using folder = stateFolder()
  const key = 'sk-a-real-looking-key-1234567890'
  let id = ''
  {
    await using first = await startTestSimulator({ state: folder.path })
    id = (await first.createEvolink({}, { key })).json.id
  }
  await using second = await startTestSimulator({ state: folder.path })
  expect((await second.retrieve(id, { key: 'another' })).status).toBe(404)
  expect((await second.retrieve(id, { key })).json).toMatchObject({ id })
})

test('a callback that was under way when the process was killed is sent again', async () => {
  await using receiver = await startReceiver(['hang', 200])
  using folder = stateFolder()
  await using first = await startTestSimulator({ state: folder.path, durable: true })
  await first.createEvolink({ callback_url: receiver.url })
  const moved = first.advance(4_000)
  await receiver.received(1)
  // Its create request is answered once all that happened before is on the disk.
  await first.createEvolink({}, { key: 'another' })
  await using second = await startTestSimulator({ state: folder.asLeftByAKill() })
  await second.advance(0)
  await receiver.received(2)
  expect(receiver.requests[1]?.body).toBe(receiver.requests[0]?.body)
  await first.simulator.close()
  await moved
})

test('what a reset of everything forgot is gone after a restart as well, and what it kept is there', async () => {
  using folder = stateFolder()
  {
    await using first = await startTestSimulator({ state: folder.path })
    await first.createEvolink({}, { key: 'forgotten' })
    await first.createEvolink({}, { key: 'again' })
    await first.simulator.account('held').clock.advance('5s')
    await first.post('/__stuntdouble/reset', undefined, { key: null })
    await first.createEvolink({}, { key: 'again' })
  }
  await using second = await startTestSimulator({ state: folder.path })
  const { items } = (await second.get('/__stuntdouble/accounts', { key: null })).json
  expect(items.map(({ tasks, now }: Record<string, number>) => ({ tasks, now }))).toEqual([
    { tasks: 0, now: Date.parse('2026-01-01T00:00:05Z') },
    { tasks: 1, now: Date.parse('2026-01-01T00:00:00Z') },
  ])
})

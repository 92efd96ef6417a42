import { expect, test } from 'vitest'
import { startReceiver } from '../../helpers/receiver.ts'
import { startTestSimulator } from '../../helpers/simulator.ts'

const STATE = '/__stuntdouble/state'

test('an account is exported, and taken over by another key on another simulator', async () => {
  await using receiver = await startReceiver()
  await using first = await startTestSimulator({ seed: 7 })
  const { taskId } = (await first.createKie({}, { callBackUrl: receiver.url })).json.data
  await first.advance(2_000)
  const state = (await first.get(STATE)).json

  await using second = await startTestSimulator()
  await second.createKie({}, {}, { key: 'developer' })
  const { status, json } = await second.put(STATE, state, { key: 'developer' })
  expect({ status, json }).toEqual({
    status: 200,
    json: { accounts: [expect.stringMatching(/^acct_/)], tasks: 1 },
  })
  const there = { key: 'developer' }
  expect((await second.recordInfo(taskId, there)).json).toEqual((await first.recordInfo(taskId)).json)
  const { items } = (await second.get('/__stuntdouble/accounts', there)).json
  expect(items).toMatchObject([{ now: Date.parse('2026-01-01T00:00:02Z'), credits: 9_900, tasks: 1 }])
  await second.runUntilIdle()
  expect(receiver.requests).toHaveLength(1)

  // The same chance: what is created next has the same id at both.
  const next = (await second.createKie({}, {}, there)).json.data.taskId
  expect(next).toBe((await first.createKie()).json.data.taskId)
})

test('a whole simulator is exported and taken over', async () => {
  await using first = await startTestSimulator()
  await first.createKie({}, {}, { key: 'one' })
  await first.createEvolink({}, { key: 'stunt.flaky.two' })
  await first.put('/__stuntdouble/scenario', { scenario: 'slow' }, { key: null })
  const state = (await first.get(STATE, { key: null })).json
  await using second = await startTestSimulator()
  await second.createKie({}, {}, { key: 'gone' })
  const { json } = await second.put(STATE, state, { key: null })
  expect(json).toMatchObject({ tasks: 2 })
  expect((await second.get('/__stuntdouble/scenarios', { key: null })).json.current).toBe('slow')
  expect((await second.get('/__stuntdouble/tasks', { key: 'one' })).json.items).toHaveLength(1)
  expect((await second.get('/__stuntdouble/tasks', { key: 'gone' })).json.items).toHaveLength(0)
})

test('no key and no password is in an export', async () => {
  await using first = await startTestSimulator()
  const key = 'sk-a-secret-key-0123456789'
  await first.createKie(
    { prompt: `my key is ${key}` },
    { callBackUrl: 'http://name:hunter22@127.0.0.1:9/hook' },
    { key, headers: { 'X-Stuntdouble-Label': key } },
  )
  await first.runUntilIdle()
  const { text } = await first.get(STATE, { key: null })
  expect(text).toContain('my key is [redacted]')
  expect(text).not.toContain(key)
  expect(text).not.toContain('hunter22')
})

const WRONG: readonly (readonly [what: string, body: unknown, words: RegExp])[] = [
  ['something else', { records: [] }, /^This is not a state of stuntdouble: stuntdouble: /],
  [
    'a newer format',
    { stuntdouble: 'state', version: 2, seed: 1, records: [] },
    /^This was written by a newer/,
  ],
  [
    'no account',
    { stuntdouble: 'state', version: 1, seed: 1, records: [] },
    /^This holds 0 accounts, and a key/,
  ],
  [
    'a fault that there is none of',
    {
      stuntdouble: 'state',
      version: 1,
      seed: 1,
      records: [
        {
          is: 'task',
          account: 'a',
          id: 'x',
          provider: 'kie',
          ordinal: 0,
          model: 'm',
          at: 0,
          cost: 1,
          steps: '0 queued',
          request: '{}',
          strike: { fault: 'no-such', settings: {}, fraction: 0 },
        },
      ],
    },
    /^there is no fault "no-such"\.$/,
  ],
]

test('what cannot be taken over is one clear sentence, and changes nothing', async () => {
  await using double = await startTestSimulator()
  await double.createKie()
  for (const [what, body, words] of WRONG) {
    const { status, json } = await double.put(STATE, body)
    expect(status, what).toBe(400)
    expect(json.error, what).toMatch(words)
  }
  expect((await double.get('/__stuntdouble/tasks')).json.items).toHaveLength(1)
})

test('a test in the same process keeps an account, and goes on from there as often as it likes', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  await double.createKie()
  const state = await account.state()
  const ids = []
  for (let nth = 0; nth < 2; nth += 1) {
    await account.takeOver(state)
    ids.push((await double.createKie()).json.data.taskId)
    expect(account.tasks()).toHaveLength(2)
  }
  expect(ids[0]).toBe(ids[1])
})

test('a state counts the calls of no more than a thousand operations', async () => {
  await using double = await startTestSimulator()
  await double.get('/v1/credits')
  const { json } = await double.get(STATE)
  const calls = Object.fromEntries(Array.from({ length: 1_001 }, (_, nth) => [`operation-${nth}`, 1]))
  const records = json.records.map((record: Record<string, unknown>) => ({ ...record, calls }))
  const refused = await double.put(STATE, { ...json, records })
  expect([refused.status, refused.json.error]).toEqual([
    400,
    expect.stringContaining('records.0.calls: has more than 1000 names'),
  ])
})

test('accounts take over states up to a bound; one that is reset gives up its own', async () => {
  await using double = await startTestSimulator()
  await double.createKie()
  const { json } = await double.get(STATE)
  const large = JSON.stringify({
    ...json,
    records: json.records.map((record: Record<string, unknown>) =>
      record.is === 'task' ? { ...record, model: 'm'.repeat(15 * 2 ** 20) } : record,
    ),
  })
  const takeOver = async (key: string) => (await double.put(STATE, large, { key })).status
  expect([
    await takeOver('one'),
    await takeOver('two'),
    await takeOver('two'),
    await takeOver('three'),
  ]).toEqual([200, 200, 200, 413])
  await double.post('/__stuntdouble/reset', undefined, { key: 'one' })
  expect(await takeOver('three')).toBe(200)
})

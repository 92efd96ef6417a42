import { expect, test } from 'vitest'
import { startTestSimulator } from '../helpers/simulator.ts'
import { exchangeBytes, statusesIn } from '../hostile/wire.ts'

test('the journal shows every exchange of an account, and no other', async () => {
  await using double = await startTestSimulator()
  await double.createKie({}, {}, { key: 'first-key' })
  await double.createEvolink({}, { key: 'second-key' })
  const items = await double.exchanges({ key: 'first-key' })
  expect(items).toMatchObject([
    {
      id: expect.stringMatching(/^req_acct_[0-9a-f]{8}_1$/),
      at: Date.parse('2026-01-01T00:00:00Z'),
      account: expect.stringMatching(/^acct_[0-9a-f]{8}$/),
      provider: 'kie',
      operation: 'kie.createTask',
      method: 'POST',
      url: '/api/v1/jobs/createTask',
      status: 200,
      fault: null,
      note: null,
      request: { body: expect.stringContaining('a cat') },
      response: { status: 200, body: expect.stringContaining('taskId') },
    },
  ])
  expect(await double.exchanges({ key: null })).toHaveLength(2)
})

test('a key shows up nowhere, not even where the caller put it into body or address', async () => {
  await using double = await startTestSimulator()
  const key = 'sk-live-0123456789'
  await double.createKie({ prompt: `my key is ${key}` }, {}, { key, headers: { 'x-api-key': key } })
  await double.get(`/api/v1/jobs/recordInfo?taskId=${key}`, { key })
  await double.get(`/v1/tasks/${key}`, { key })
  for (const path of ['exchanges', 'deliveries', 'clock']) {
    expect((await double.get(`/__stuntdouble/${path}`, { key: null })).text).not.toContain(key)
  }
})

test('a call without a key is in the journal of the server', async () => {
  await using double = await startTestSimulator()
  await double.createKie({}, {}, { key: null })
  expect(await double.exchanges({ key: null })).toMatchObject([{ account: null, status: 401 }])
})

test('the journal keeps the newest and says how many it dropped', async () => {
  await using double = await startTestSimulator({ journalMax: 3 })
  for (let nth = 0; nth < 5; nth += 1) await double.get('/v1/credits')
  const { json } = await double.get('/__stuntdouble/exchanges')
  expect(json.dropped).toBe(2)
  expect(json.items).toMatchObject(
    [{ id: /3$/ }, { id: /4$/ }, { id: /5$/ }].map(({ id }) => ({ id: expect.stringMatching(id) })),
  )
})

test('with a journal of 0 nothing is kept but the bill', async () => {
  await using double = await startTestSimulator({ journalMax: 0 })
  const { taskId } = (await double.createKie()).json.data
  await double.recordInfo(taskId)
  expect((await double.get('/__stuntdouble/exchanges')).json).toMatchObject({ items: [] })
  expect((await double.get('/__stuntdouble/bill')).json).toMatchObject({
    creates: { accepted: 1 },
    credits: { kie: 100 },
  })
})

test('tasks are listed across providers, in our own words', async () => {
  await using double = await startTestSimulator()
  await double.createKie({ prompt: 'a dog' })
  await double.createEvolink()
  await double.advance(1_000)
  expect((await double.get('/__stuntdouble/tasks')).json).toMatchObject({
    items: [
      { provider: 'kie', phase: 'running', prompt: 'a dog', cost: 100 },
      { provider: 'evolink', phase: 'running', prompt: 'a cat', cost: 5 },
    ],
    dropped: 0,
  })
})

test('reset gives one account a new start and leaves the others alone', async () => {
  await using double = await startTestSimulator()
  const before = await double.createKie({}, {}, { key: 'first-key' })
  await double.createKie({}, {}, { key: 'second-key' })
  await double.post('/__stuntdouble/reset', undefined, { key: 'first-key' })
  expect(await double.exchanges({ key: 'first-key' })).toEqual([])
  expect((await double.get('/api/v1/chat/credit', { key: 'first-key' })).json.data).toBe(10_000)
  expect((await double.recordInfo(before.json.data.taskId, { key: 'first-key' })).status).toBe(404)
  expect((await double.get('/api/v1/chat/credit', { key: 'second-key' })).json.data).toBe(9_900)
  const after = await double.createKie({}, {}, { key: 'first-key' })
  expect(after.text).toBe(before.text)
})

test('reset without a key resets every account', async () => {
  await using double = await startTestSimulator()
  await double.createKie({}, {}, { key: 'first-key' })
  await double.createKie({}, {}, { key: null })
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  expect((await double.get('/__stuntdouble/exchanges', { key: null })).json).toEqual({
    items: [],
    dropped: 0,
  })
  expect((await double.get('/__stuntdouble/tasks', { key: null })).json.items).toEqual([])
})

test("a key moves its own account's clock only; without one, everybody's and that of accounts to come", async () => {
  await using double = await startTestSimulator()
  const nowOf = async (key: string | null): Promise<unknown> =>
    (await double.get('/__stuntdouble/clock', { key })).json.iso
  await double.put('/__stuntdouble/clock', { action: 'advance', by: '1s' }, { key: 'first-key' })
  expect(await nowOf('first-key')).toBe('2026-01-01T00:00:01.000Z')
  expect(await nowOf('second-key')).toBe('2026-01-01T00:00:00.000Z')
  await double.advance(5_000)
  expect(await nowOf('first-key')).toBe('2026-01-01T00:00:06.000Z')
  expect(await nowOf('second-key')).toBe('2026-01-01T00:00:05.000Z')
  expect(await nowOf('third-key')).toBe('2026-01-01T00:00:05.000Z')
  expect(await nowOf(null)).toBe('2026-01-01T00:00:05.000Z')
})

test('the clock shows what is due, and goes to the next of it', async () => {
  await using double = await startTestSimulator()
  const { taskId } = (await double.createKie({}, { callBackUrl: 'http://127.0.0.1:9/' })).json.data
  const { due } = (await double.get('/__stuntdouble/clock')).json
  expect(due).toMatchObject([
    { at: Date.parse('2026-01-01T00:00:01Z'), label: `task ${taskId}: running` },
    { at: Date.parse('2026-01-01T00:00:04Z'), label: `callback for ${taskId}` },
  ])
  await double.put('/__stuntdouble/clock', { action: 'advanceToNext' }, { key: null })
  expect((await double.get('/__stuntdouble/clock')).json.iso).toBe('2026-01-01T00:00:01.000Z')
  await double.put('/__stuntdouble/clock', { action: 'advanceToNext' })
  expect((await double.get('/__stuntdouble/clock')).json.iso).toBe('2026-01-01T00:00:04.000Z')
})

test('a task without a callback is due as well: step by step, or until it has ended', async () => {
  await using double = await startTestSimulator()
  const move = async (action: string, key: string | null = 'test-key') =>
    (await double.put('/__stuntdouble/clock', { action }, { key })).json.iso
  await double.createKie()
  expect(await move('advanceToNext')).toBe('2026-01-01T00:00:01.000Z')
  expect(await move('advanceToNext')).toBe('2026-01-01T00:00:04.000Z')
  expect(await move('advanceToNext')).toBe('2026-01-01T00:00:04.000Z')
  await double.createKie()
  expect(await move('runUntilIdle')).toBe('2026-01-01T00:00:08.000Z')
  await double.createKie()
  expect(await move('runUntilIdle', null)).toBe('2026-01-01T00:00:12.000Z')
  const { items } = (await double.get('/__stuntdouble/tasks?phase=succeeded')).json
  expect(items).toHaveLength(3)
})

test.each([
  [{ action: 'advance', ms: -1 }],
  [{ action: 'advance', ms: 'soon' }],
  [{ action: 'advance', by: 'soon' }],
  [{ action: 'advance', by: '1s', ms: 1_000 }],
  [{ action: 'advance' }],
  [{ action: 'advance', ms: 1e300 }],
  [{ action: 'rewind' }],
  [{}],
  ['{"action":'],
  ['null'],
])('a nonsense step is a 400 that says what would be right: %j', async (move) => {
  await using double = await startTestSimulator()
  const answer = await double.put('/__stuntdouble/clock', move)
  expect(answer.status).toBe(400)
  expect(answer.json.error).toMatch(
    /^("ms" of the body is a number of milliseconds|"by" of the body is a duration such as|(The body|"action" of the body) is \{"action": "advance"|The body is not JSON).*\.$/,
  )
})

test('a real clock does not move by hand', async () => {
  await using double = await startTestSimulator({ clock: 'real' })
  const answer = await double.put('/__stuntdouble/clock', { action: 'advance', ms: 1 })
  expect(answer.status).toBe(409)
  expect(answer.json.error).toContain('--clock manual')
})

test.each([
  ['Host', { host: 'evil.example' }],
  ['Host', { host: 'evil.example:7357' }],
  ['Host', { host: '127.0.0.1.evil.example' }],
  ['Origin', { origin: 'https://evil.example' }],
  ['Origin', { origin: 'null' }],
  ['site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }],
  ['site', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'empty' }],
])('a foreign %s is refused on every control route: %j', async (_name, headers) => {
  await using double = await startTestSimulator()
  for (const path of ['exchanges', 'tasks', 'deliveries', 'clock', 'health', 'nowhere']) {
    expect((await double.get(`/__stuntdouble/${path}`, { headers })).status, path).toBe(403)
  }
  expect((await double.post('/__stuntdouble/reset', undefined, { headers })).status).toBe(403)
})

test('its own origin and the names of this machine are welcome', async () => {
  await using double = await startTestSimulator()
  const { host } = new URL(double.url)
  for (const headers of [{ origin: `http://${host}` }, { host: 'localhost:1' }, { host: '[::1]:1' }]) {
    expect((await double.get('/__stuntdouble/health', { headers })).status).toBe(200)
  }
})

test('a link from another site to the console is followed, and two Host headers are refused', async () => {
  await using double = await startTestSimulator()
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }
  expect((await double.get('/__stuntdouble/health', { headers: link })).status).toBe(200)
  const { host } = new URL(double.url)
  const two = `GET /__stuntdouble/tasks HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`
  expect(statusesIn(await exchangeBytes(double.url, two))).toEqual([400])
})

test('a name of more than a hundred characters is not an error of the framework', async () => {
  await using double = await startTestSimulator()
  const { status, json } = await double.get(`/__stuntdouble/inbox/${'x'.repeat(1_000)}`)
  expect({ status, json }).toEqual({ status: 200, json: { items: [], dropped: 0 } })
})

test('a key that opens no account gets an error that says so', async () => {
  await using double = await startTestSimulator({ apiKeys: 'only-this-one' })
  expect((await double.get('/__stuntdouble/tasks', { key: 'another' })).status).toBe(401)
  expect((await double.get('/__stuntdouble/tasks', { key: 'only-this-one' })).status).toBe(200)
})

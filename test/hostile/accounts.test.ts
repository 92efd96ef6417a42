import { expect, test } from 'vitest'
import { accountName } from '../../src/simulator/accounts/account-name.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

test('two keys whose names would be the same are two accounts all the same', async () => {
  expect(accountName('key-8337')).toBe(accountName('key-15029'))
  await using double = await startTestSimulator()
  const { taskId } = (await double.createKie({}, {}, { key: 'key-8337' })).json.data
  expect((await double.recordInfo(taskId, { key: 'key-15029' })).json.code).toBe(404)
  expect((await double.get('/api/v1/chat/credit', { key: 'key-15029' })).json.data).toBe(10_000)
  expect(double.simulator.account('key-8337').name).not.toBe(double.simulator.account('key-15029').name)
  await double.createKie({}, {}, { key: 'key-15029' })
  await double.advance(4_000)
  for (const key of ['key-8337', 'key-15029']) {
    const [{ id }] = (await double.get('/__stuntdouble/tasks', { key })).json.items
    const { resultUrls } = JSON.parse((await double.recordInfo(id, { key })).json.data.resultJson)
    expect((await fetch(resultUrls[0], { method: 'HEAD' })).status).toBe(200)
  }
})

test('what two such keys see does not depend on which came first', async () => {
  const idsIn = async (...keys: readonly string[]): Promise<Record<string, string>> => {
    await using double = await startTestSimulator({ seed: 7 })
    const ids: Record<string, string> = {}
    for (const key of keys) ids[key] = (await double.createKie({}, {}, { key })).json.data.taskId
    return ids
  }
  const ids = await idsIn('key-8337', 'key-15029')
  expect(await idsIn('key-15029', 'key-8337')).toEqual(ids)
  expect(new Set(Object.values(ids)).size).toBe(2)
})

test('two hundred accounts of one task each', async () => {
  await using double = await startTestSimulator({ journalMax: 3 })
  for (let first = 0; first < 200; first += 100) {
    const keys = Array.from({ length: 100 }, (_, index) => `worker-${first + index}`)
    await Promise.all(keys.map((key) => double.createEvolink({}, { key })))
  }
  expect((await double.get('/__stuntdouble/tasks', { key: null })).json.items).toHaveLength(200)
  await double.advance(4_000)
  const read = await double.get('/__stuntdouble/tasks', { key: 'worker-199' })
  expect(read.json.items).toMatchObject([{ phase: 'succeeded' }])
})

test.each(['Bearer', 'Bearer ', 'Bearer\t', 'Basic Zm9v', 'bearer: x', '', ' ', 'Bearerx'])(
  'the Authorization header %j opens no account',
  async (authorization) => {
    await using double = await startTestSimulator()
    expect((await double.get('/v1/credits', { key: null, headers: { authorization } })).status).toBe(401)
    expect(
      (await double.get('/api/v1/chat/credit', { key: null, headers: { authorization } })).json.code,
    ).toBe(401)
  },
)

test.each(['x'.repeat(8_000), 'stunt./../..', 'stunt.%2e%2e%2f', 'stunt.\u00e9\u00ff', '🐈'.normalize()])(
  'a key may be anything a header can carry: %j',
  async (key) => {
    await using double = await startTestSimulator()
    const header = { key: null, headers: { authorization: `Bearer ${Buffer.from(key).toString('latin1')}` } }
    const created = await double.createEvolink({}, header)
    expect(created.status).toBe(200)
    await double.advance(4_000)
    const { results } = (await double.retrieve(created.json.id, header)).json
    expect((await fetch(results[0], { method: 'HEAD' })).status).toBe(200)
  },
)

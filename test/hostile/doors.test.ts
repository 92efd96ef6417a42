import { afterAll, expect, test } from 'vitest'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'
import { exchangeBytes, statusesIn } from './wire.ts'

const CREDITS = '/v1/credits'

test.each([
  'evil.example',
  'evil.example:7357',
  '127.0.0.1.evil.example',
  'evil.example@127.0.0.1',
  'localhost/evil.example',
  'localhost#.evil.example',
  'api.kie.ai.evil.example',
])('the providers’ APIs refuse the Host %s while only this machine can call', async (host) => {
  await using double = await startTestSimulator()
  for (const path of [CREDITS, '/api/v1/chat/credit', '/files/x', '/health', '/nowhere']) {
    const { status, json } = await double.get(path, { headers: { host } })
    expect([path, status]).toEqual([path, 421])
    expect(json.error).toContain('--allow-host')
  }
  expect(double.simulator.accounts()).toEqual([])
})

const named = await startTestSimulator({
  publicBaseUrl: 'https://double.example.com/path',
  allowHost: ['proxy.example.com'],
})
afterAll(() => named.simulator.close())

test.each([
  '127.0.0.1:1',
  '[::1]:1',
  '192.168.1.7',
  'localhost',
  'LOCALHOST.:7357',
  'a.localhost',
  'stuntdouble:7357',
  'host.docker.internal:7357',
  'api.kie.ai',
  'API.EVOLINK.AI:443',
  'ai.odkkk.com',
  'double.example.com',
  'proxy.example.com:8080',
])('the Host %s is welcome', async (host) => {
  expect((await named.get(CREDITS, { headers: { host } })).status).toBe(200)
})

test('two Host headers are refused everywhere, and none is what old clients send', async () => {
  await using double = await startTestSimulator()
  const sent = async (head: string): Promise<readonly number[]> =>
    statusesIn(await exchangeBytes(double.url, Buffer.from(`${head}\r\nConnection: close\r\n\r\n`)))
  expect(await sent('GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost')).toEqual([400])
  expect(await sent('GET /health HTTP/1.0')).toEqual([200])
})

test('a refused Host is in the journal of the whole server', async () => {
  await using double = await startTestSimulator()
  await double.get(CREDITS, { headers: { host: 'evil.example' } })
  const items = await double.exchanges({ key: null })
  expect(items).toMatchObject([{ account: null, status: 421, url: CREDITS }])
})

test.each([
  '/__stuntdouble/reset',
  '/__stuntdouble/tasks',
  '/%5F_stuntdouble/reset',
  '/__stuntdouble/inbox/../reset',
])('a callback to %s reaches nothing', async (path) => {
  await using double = await startTestSimulator()
  await double.createEvolink({}, { key: 'victim' })
  await double.createEvolink({ callback_url: double.url + path })
  await double.runUntilIdle()
  const [{ state, attempts }] = await double.deliveries()
  expect([state, attempts[0].error]).toEqual([
    'refused',
    'refused: callbacks may not call the control API, except its inboxes',
  ])
  expect((await double.get('/__stuntdouble/tasks', { key: 'victim' })).json.items).toHaveLength(1)
})

test('a callback that comes round by another address is refused by the control API itself', async () => {
  await using double = await startTestSimulator()
  const headers = { 'user-agent': 'stuntdouble-callback' }
  const { status, json } = await double.post('/__stuntdouble/reset', undefined, { key: null, headers })
  expect([status, json.error]).toEqual([403, 'The control API is closed to callbacks, except its inboxes.'])
  expect((await double.post('/__stuntdouble/inbox/x', {}, { headers })).status).toBe(200)
})

test('where other machines can call, callbacks to services of this machine have to be chosen', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator({ host: '0.0.0.0' })
  const reached = async (url: string): Promise<string> => {
    const created = await double.createEvolink({ callback_url: url })
    await double.simulator.account('test-key').clock.advance('4s')
    const [delivery] = double.simulator.account('test-key').deliveries({ task: created.json.id })
    return delivery?.state ?? ''
  }
  expect(await reached(receiver.url)).toBe('refused')
  const [delivery] = double.simulator.account('test-key').deliveries()
  expect(delivery?.attempts[0]?.error).toContain('until --callback-policy is chosen')
  expect(await reached(`http://127.0.0.1:${new URL(double.url).port}/__stuntdouble/inbox/x`)).toBe(
    'delivered',
  )
  await using chosen = await startTestSimulator({ host: '0.0.0.0', callbackPolicy: 'local' })
  await chosen.createEvolink({ callback_url: receiver.url })
  await chosen.simulator.account('test-key').clock.advance('4s')
  expect(receiver.requests).toHaveLength(1)
})

const LIVE = ['sk-evo-0123456789abcdefghij', '0123456789abcdef0123456789abcdef']

test.each(LIVE)('a key that looks live is noted once: %s', async (key) => {
  await using double = await startTestSimulator()
  const noteOf = async (): Promise<string> =>
    String((await double.get(CREDITS, { key })).headers['x-stuntdouble-note'])
  expect(await noteOf()).toContain('looks like a live key')
  expect(await noteOf()).not.toContain('looks like a live key')
})

test.each(LIVE)('a key that looks live is refused when that is wanted: %s', async (key) => {
  await using double = await startTestSimulator({ refuseLiveKeys: true })
  const { status, headers } = await double.get(CREDITS, { key })
  expect(status).toBe(401)
  expect(headers['x-stuntdouble-note']).toContain('--refuse-live-keys refuses those')
  expect((await double.get(CREDITS, { key: 'test-key' })).status).toBe(200)
})

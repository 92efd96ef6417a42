import dns from 'node:dns/promises'
import { expect, test, vi } from 'vitest'
import { PATIENCE } from '../../src/basics/time/patience.ts'
import { appFor } from '../../src/simulator/http/app.ts'
import { openServer } from '../../src/simulator/http/server.ts'
import { openModelDirectory } from '../../src/simulator/models/model-directory.ts'
import { resolveSettings } from '../../src/simulator/settings.ts'
import { Simulation } from '../../src/simulator/simulation.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'
import { connectTo, exchangeBytes, statusesIn, textUntilClosed } from '../hostile/wire.ts'

/** Simulators of a process share their routes; each has its own server. */

test('simulators of one process share nothing that a caller sees', async () => {
  await using plain = await startTestSimulator()
  await using other = await startTestSimulator({
    metrics: true,
    cors: true,
    controlToken: 'hush',
  })
  const bought = await plain.createEvolink()
  expect(bought.status).toBe(200)
  expect((await other.retrieve(bought.json.id)).status).not.toBe(200)
  other.simulator.account('test-key').setScenario({ rules: [{ fault: 'rate-limited', operation: 'create' }] })
  expect((await other.createEvolink()).status).toBe(429)
  expect((await plain.createEvolink()).status).toBe(200)

  expect((await other.get('/metrics')).status).toBe(200)
  const missing = await plain.get('/metrics')
  expect([missing.status, missing.json.error]).toEqual([404, expect.stringContaining('GET /metrics')])

  const fromPage = { headers: { origin: 'https://shop.example' } }
  const allowed = 'access-control-allow-origin'
  expect((await other.get('/v1/credits', fromPage)).headers[allowed]).toBe('https://shop.example')
  expect((await plain.get('/v1/credits', fromPage)).headers[allowed]).toBeUndefined()

  expect((await other.get('/__stuntdouble/accounts')).status).toBe(403)
  const { items } = (await plain.get('/__stuntdouble/accounts', { key: null })).json
  expect(items).toMatchObject([{ tasks: 2 }])
})

test('of the pages that one simulator serves another knows nothing', async () => {
  await using without = await startTestSimulator()
  await using serves = await startTestSimulator({ models: ['test/fixtures/pages/kie-apidog.md'] })
  const body = { model: 'painter/pro-text-to-image', input: {} }
  const refusedFor = async ({ post }: typeof serves) =>
    (await post('/api/v1/jobs/createTask', body)).headers['x-stuntdouble-field']
  expect(await refusedFor(without)).toBe('model')
  expect(await refusedFor(serves)).toBe('prompt')
})

test('an app is shared by those that serve the bundled pages alone', async () => {
  const settings = resolveSettings({ models: ['test/fixtures/pages/evolink-image.md'] })
  const { catalogue } = await openModelDirectory(settings, {})
  const bundled = await appFor(new Simulation(settings, {}))
  expect(await appFor(new Simulation(settings, {}))).toBe(bundled)
  expect(await appFor(new Simulation(settings, {}, catalogue))).not.toBe(bundled)
})

test('what is not HTTP is refused, and the connection ends', async () => {
  await using double = await startTestSimulator()
  const said = await exchangeBytes(double.url, 'not a request\r\n\r\n')
  expect(statusesIn(said)).toEqual([400])
  expect(said).toContain('"error":"Bad Request"')
})

test('what comes on a connection while its server closes is told that it is the last', async () => {
  const simulation = new Simulation(resolveSettings({ port: 0, clock: 'manual' }), {})
  const server = await openServer(simulation)
  const socket = await connectTo(server.url)
  const said = textUntilClosed(socket)
  const call = (path: string, header: string) =>
    `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${header}\r\n\r\n`
  socket.write(call('/v1/credits', 'authorization: Bearer test-key\r\nx-stuntdouble-fault: slow-response'))
  await expect.poll(() => simulation.accounts.all().flatMap(({ clock }) => clock.due())).toHaveLength(1)
  const closed = server.close()
  socket.write(call('/health', 'accept: */*'))
  await expect.poll(() => socket.bytesWritten).toBeGreaterThan(150)
  for (const { clock } of simulation.accounts.all()) await clock.runUntilIdle()
  expect(statusesIn(await said)).toEqual([200, 200])
  expect((await said).match(/^Connection: [-a-z]+/gm)).toEqual([
    'Connection: keep-alive',
    'Connection: close',
  ])
  await closed
})

test('a server is closed as soon as the last response is sent, though its client would keep the connection', async () => {
  const simulation = new Simulation(resolveSettings({ port: 0, clock: 'manual' }), {})
  const server = await openServer(simulation, { ...PATIENCE, lastWordsMs: 600_000 })
  const socket = await connectTo(server.url)
  const said = textUntilClosed(socket)
  const headers = 'host: localhost\r\nauthorization: Bearer test-key\r\nx-stuntdouble-fault: slow-response'
  socket.write(`GET /v1/credits HTTP/1.1\r\n${headers}\r\n\r\n`)
  await expect.poll(() => simulation.accounts.all().flatMap(({ clock }) => clock.due())).toHaveLength(1)
  const closed = server.close()
  for (const { clock } of simulation.accounts.all()) await clock.runUntilIdle()
  await closed
  expect(statusesIn(await said)).toEqual([200])
})

test.skipIf(process.platform !== 'linux')('localhost is all of its addresses', async () => {
  const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }))
  using _lookup = vi.spyOn(dns, 'lookup').mockResolvedValueOnce(addresses as never)
  await using double = await startTestSimulator({ host: 'localhost' })
  for (const { address } of addresses) {
    const at = double.url.replace('127.0.0.1', address)
    expect([address, (await ask('GET', `${at}/health`)).status]).toEqual([address, 200])
  }
})

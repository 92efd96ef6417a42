import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { openServer } from '../../src/simulator/http/server.ts'
import type { SimulatorOptions } from '../../src/simulator/index.ts'
import { resolveSettings } from '../../src/simulator/settings.ts'
import { Simulation } from '../../src/simulator/simulation.ts'
import { startTestSimulator } from '../helpers/simulator.ts'
import { connectTo } from './wire.ts'

/** Everything one simulator is made of, and a reset of all of it. */
const simulationOf = (options: SimulatorOptions) => {
  const simulation = new Simulation(resolveSettings({ clock: 'manual', ...options }), {})
  return { accounts: simulation.accounts, reset: () => simulation.reset(undefined) }
}

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const reset = (double: Double) => double.post('/__stuntdouble/reset')

/** How often something is booked on the account's clock, so that a call is known to wait. */
const booked = async (double: Double): Promise<number> =>
  (await double.get('/__stuntdouble/clock')).json.due.length

/** What the next test sees of the account: the bytes of a create request's response, its credits and its journal. */
const seenNext = async (double: Double): Promise<unknown> => {
  const created = await double.createKie(
    { prompt: 'the next test' },
    {},
    { headers: { 'x-stuntdouble-scenario': 'happy' } },
  )
  const { data } = (await double.get('/api/v1/chat/credit')).json
  const exchanges = await double.exchanges()
  return {
    text: created.text,
    requestId: created.headers['x-request-id'],
    credits: data,
    exchanges: exchanges.map(({ id, url, task }: Record<string, unknown>) => ({ id, url, task })),
    deliveries: await double.deliveries(),
  }
}

const freshly = async (): Promise<unknown> => {
  await using double = await startTestSimulator()
  return await seenNext(double)
}

/** Sends the head of a create request. Returns what sends its body, and resolves when the connection is closed. */
const beginCreate = async (double: Double): Promise<() => Promise<void>> => {
  const socket = await connectTo(double.url)
  const body = JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt: 'late' } })
  socket.write(
    `POST /api/v1/jobs/createTask HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer test-key\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  )
  return async () => {
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.resume()
    socket.write(body)
    socket.on('end', () => socket.end())
    await closed
  }
}

test('a slow create request that waits during a reset leaves no trace', async () => {
  await using double = await startTestSimulator()
  const slow = double.createKie({ prompt: '[[stunt: slow-response by=5s]]' })
  const ended = slow.then(
    () => 'answered',
    () => 'cut',
  )
  await expect.poll(() => booked(double)).toBe(1)
  await reset(double)
  expect(await ended).toBe('cut')
  expect(await seenNext(double)).toEqual(await freshly())
})

test('a create request whose body comes after the reset leaves no trace', async () => {
  await using double = await startTestSimulator()
  const sendBody = await beginCreate(double)
  // The account is there before, so that there is something to reset.
  await double.get('/api/v1/chat/credit')
  await reset(double)
  await sendBody()
  expect(await seenNext(double)).toEqual(await freshly())
})

test('a create request whose early callback is under way leaves no trace, and neither does the callback', async () => {
  await using double = await startTestSimulator()
  let received = (): void => undefined
  const arrived = new Promise<void>((resolve) => {
    received = resolve
  })
  const receiver = createServer(() => received())
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', () => resolve()))
  const address = receiver.address()
  const port = typeof address === 'object' ? address?.port : 0
  const early = double.createKie(
    { prompt: '[[stunt: callback-early]]' },
    { callBackUrl: `http://127.0.0.1:${port}/` },
  )
  const ended = early.then(
    () => 'answered',
    () => 'cut',
  )
  await arrived
  await reset(double)
  expect(await ended).toBe('cut')
  expect(await seenNext(double)).toEqual(await freshly())
  receiver.closeAllConnections()
  receiver.close()
})

test('a reset of one account lets the calls of another wait on', async () => {
  await using double = await startTestSimulator()
  const slow = double.createKie({ prompt: '[[stunt: slow-response by=5s]]' }, {}, { key: 'another' })
  await expect
    .poll(async () => (await double.get('/__stuntdouble/clock', { key: 'another' })).json.due.length)
    .toBe(1)
  await double.get('/api/v1/chat/credit')
  await reset(double)
  await double.advance(5_000)
  expect((await slow).json.code).toBe(200)
})

test('a create request that came before a reset opens no account after it', async () => {
  await using double = await startTestSimulator()
  const sendBody = await beginCreate(double)
  await double.get('/health')
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  await sendBody()
  expect(await seenNext(double)).toEqual(await freshly())
})

const names = async (double: Double): Promise<readonly string[]> =>
  (await double.get('/__stuntdouble/accounts', { key: null })).json.items.map(
    ({ name }: { name: string }) => name,
  )

test('a reset of everything forgets all accounts but those that are held and those whose clocks are ahead', async () => {
  const { accounts, ...double } = simulationOf({})
  const [, held, ahead] = ['idle', 'held', 'ahead'].map((key) => accounts.ofKey(key))
  const letGo = held?.hold()
  await ahead?.clock.advance(1)
  expect(double.reset().reset).toHaveLength(3)
  expect(accounts.all()).toEqual([held, ahead])
  expect(accounts.forgotten).toBe(0)
  letGo?.()
  await accounts.clock.advance(1)
  double.reset()
  expect(accounts.all()).toEqual([])
})

test('an account that was only listed is forgotten by a reset of everything, and its handle finds the new one', async () => {
  await using double = await startTestSimulator()
  await double.createKie()
  const { simulator } = double
  const [listed] = simulator.accounts()
  expect(listed).toMatchObject({ key: 'test-key', credits: 9_900 })
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  expect(simulator.accounts()).toEqual([])
  expect(listed?.credits).toBe(10_000)
  await double.createKie()
  expect(listed?.tasks()).toHaveLength(1)
})

test('a reset of everything keeps the accounts of keys that the settings name', () => {
  const { accounts, ...double } = simulationOf({ apiKeys: ['one', 'two'] })
  const one = accounts.ofKey('one')
  double.reset()
  expect(accounts.all()).toEqual([one])
})

test('who watches an account or waits for it goes on doing so after a reset of everything', async () => {
  await using double = await startTestSimulator()
  const headers = { authorization: 'Bearer test-key' }
  const stream = (await fetch(`${double.url}/__stuntdouble/events`, { headers })).body?.getReader()
  const waiting = double.get('/__stuntdouble/tasks?wait=10s', { key: 'waiting' })
  await expect.poll(() => names(double)).toHaveLength(2)
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  expect(await names(double)).toHaveLength(2)
  await double.createKie({}, {}, { key: 'waiting' })
  expect((await waiting).json.items).toHaveLength(1)
  await stream?.cancel()
  await expect
    .poll(async () => {
      await double.post('/__stuntdouble/reset', undefined, { key: null })
      return names(double)
    })
    .toEqual([])
})

test('an account that comes back after a reset of everything sees the bytes of a fresh one', async () => {
  await using double = await startTestSimulator()
  await double.createKie({ prompt: 'the test before' }, {}, { headers: { 'x-stuntdouble-label': 'before' } })
  await double.put('/__stuntdouble/scenario', { scenario: 'flaky' })
  const { json } = await double.post('/__stuntdouble/reset', undefined, { key: null })
  expect([json.reset.length, await names(double)]).toEqual([1, []])
  expect(await seenNext(double)).toEqual(await freshly())
})

test('a held account that was opened under another scenario is in the one of new accounts after a reset of everything', async () => {
  await using double = await startTestSimulator()
  await double.put('/__stuntdouble/scenario', { scenario: 'flaky' }, { key: null })
  const account = double.simulator.account('held')
  expect(account.scenario).toBe('flaky')
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  expect(account.scenario).toBe('happy')
})

test('a file whose form is read while its account is reset is not kept, and takes no number', async () => {
  const simulation = new Simulation(resolveSettings({ clock: 'manual', port: 0 }), {})
  simulation.accounts.ofKey('test-key').hold()
  const server = await openServer(simulation)
  const { url } = server
  const upload = async (): Promise<string> => {
    const body = new FormData()
    body.append('file', new Blob(['a cat']), 'cat.png')
    const headers = { authorization: 'Bearer test-key' }
    const answer = await fetch(`${url}/api/file-stream-upload`, { method: 'POST', headers, body })
    return ((await answer.json()) as { data: { downloadUrl: string } }).data.downloadUrl
  }
  const { formData } = Response.prototype
  vi.spyOn(Response.prototype, 'formData').mockImplementationOnce(function (this: Response) {
    simulation.reset(undefined)
    return formData.call(this)
  })
  await expect(upload()).rejects.toThrow('fetch failed')
  expect(await upload()).toMatch(/\/1\/cat\.png$/)
  await server.close()
})

test('the body of a receiver’s response that comes after a reset is told to nobody', async () => {
  await using double = await startTestSimulator()
  let finish = (): void => undefined
  const receiver = createServer((_request, response) => {
    response.writeHead(200, { connection: 'close' }).write('the beginning')
    finish = () => response.end(', and the end')
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', () => resolve()))
  const disconnected = once(receiver, 'connection').then(([socket]) => once(socket, 'close'))
  const address = receiver.address()
  const port = typeof address === 'object' ? address?.port : 0
  await double.createEvolink({ callback_url: `http://127.0.0.1:${port}/` })
  await double.advance(4_000)
  const stream = (await fetch(`${double.url}/__stuntdouble/events`)).body?.getReader()
  await reset(double)
  finish()
  await disconnected
  await double.get('/v1/credits')
  let seen = ''
  while (!seen.includes('event: exchange')) seen += new TextDecoder().decode((await stream?.read())?.value)
  expect(seen).not.toContain('event: delivery')
  await stream?.cancel()
  receiver.close()
})

test('a letter that began to come before a reset is in no inbox after it', async () => {
  await using double = await startTestSimulator()
  await double.get('/__stuntdouble/clock')
  const socket = await connectTo(double.url)
  socket.write('POST /__stuntdouble/inbox/late HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n')
  await double.get('/health')
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  const closed = new Promise((resolve) => socket.resume().once('end', resolve))
  socket.write('hi')
  await closed
  socket.destroy()
  expect((await double.get('/__stuntdouble/inbox', { key: null })).json.items).toEqual([])
})

import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { startTestSimulator } from '../helpers/simulator.ts'
import { connectTo } from './wire.ts'

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
  const socket = await connectTo(double.url)
  const body = JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt: 'late' } })
  socket.write(
    `POST /api/v1/jobs/createTask HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer test-key\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  )
  // The account is there before, so that there is something to reset.
  await double.get('/api/v1/chat/credit')
  await reset(double)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.resume()
  socket.write(body)
  socket.on('end', () => socket.end())
  await closed
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

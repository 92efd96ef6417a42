import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Json, KIE_MODEL, startTestSimulator } from '../../helpers/simulator.ts'

/** Every create request says in a header, in the journal and in the log what it came to. */

type Double = Awaited<ReturnType<typeof startTestSimulator>>

let shared: Double
beforeAll(async () => {
  shared = await startTestSimulator()
})
afterAll(() => shared.simulator.close())

/** One create request under a fault, and what the journal says of it. */
const struckBy = async (double: Double, fault: string): Promise<Json> => {
  const key = `test.${fault.replaceAll(/\W/g, '-')}`
  const headers = fault === '' ? {} : { 'x-stuntdouble-fault': fault }
  await double.createKie({}, {}, { key, headers }).catch(() => undefined)
  const [exchange] = await double.exchanges({ key })
  return exchange
}

test.each([
  ['', 'accepted', 'accepted, 100 credits'],
  ['task-fails after=0', 'refunded', 'refunded, 100 credits'],
  ['extra-fields', 'accepted', 'accepted, 100 credits'],
  ['rate-limited', 'refused', 'refused, 0 credits'],
  ['out-of-credits', 'refused', 'refused, 0 credits'],
  ['server-error', 'refused', 'not accepted, 0 credits, but your client cannot know'],
  ['gateway-page at=before', 'refused', 'not accepted, 0 credits, but your client cannot know'],
  ['connection-reset at=before', 'refused', 'not accepted, 0 credits, but your client cannot know'],
  ['server-error at=accepted', 'never-learned', 'billed'],
  ['gateway-page', 'never-learned', 'billed'],
  ['connection-reset at=accepted', 'never-learned', 'billed'],
  ['connection-reset at=mid-body', 'never-learned', 'billed'],
  ['truncated-body', 'never-learned', 'billed'],
  ['malformed-json', 'never-learned', 'billed'],
  ['empty-body', 'never-learned', 'billed'],
  ['missing-id', 'never-learned', 'billed'],
])('under the fault "%s" a create request is %s', async (fault, verdict, words) => {
  const { bill, note } = await struckBy(shared, fault)
  const text =
    words === 'billed' ? 'accepted and billed, 100 credits, but your client never learned it' : words
  expect(bill).toEqual({ verdict, credits: verdict === 'refused' ? 0 : 100, text })
  if (verdict === 'never-learned')
    expect(note).toContain('Accepted and billed, 100 credits, but your client never learned it. ')
})

test('the response says it too, except with --no-tell', async () => {
  await using double = await startTestSimulator()
  expect((await double.createKie()).headers['x-stuntdouble-bill']).toBe('accepted, 100 credits')
  expect((await double.createKie({ duration: 'x' })).headers['x-stuntdouble-bill']).toBe('refused, 0 credits')
  expect((await double.createEvolink({}, { key: 'invalid' })).headers['x-stuntdouble-bill']).toBe(
    'refused, 0 credits',
  )
  expect((await double.get('/api/v1/chat/credit')).headers).not.toHaveProperty('x-stuntdouble-bill')
  await using silent = await startTestSimulator({ noTell: true })
  expect((await silent.createKie()).headers).not.toHaveProperty('x-stuntdouble-bill')
})

test('a task that fails is refunded from then on', async () => {
  await using double = await startTestSimulator()
  await double.createKie({ prompt: 'a cat [[stunt: task-fails after=2s]]' })
  const verdictNow = async (): Promise<string> => (await double.exchanges({}))[0].bill.verdict
  expect(await verdictNow()).toBe('accepted')
  await double.advance(2_000)
  expect(await verdictNow()).toBe('refunded')
})

/** Sends a create request by hand, and returns the connection. */
const sendCreate = (url: string, headers: string) => {
  const body = JSON.stringify({ model: KIE_MODEL, input: { prompt: 'a cat' } })
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(
    `POST /api/v1/jobs/createTask HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer test-key\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n${headers}\r\n${body}`,
  )
  return socket
}

test('a client that gave up before the response never learned what it bought', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  const socket = sendCreate(double.url, 'X-Stuntdouble-Fault: slow-response by=30s\r\n')
  await expect.poll(() => account.clock.due().length).toBe(1)
  socket.destroy()
  await once(socket, 'close')
  // A connection that has ended is noticed one round trip later.
  await double.get('/health')
  await account.clock.advance('30s')
  expect(account.exchanges()).toMatchObject([
    { bill: { verdict: 'never-learned' }, note: expect.stringContaining('The caller had left') },
  ])
})

test('a client that gave up in the middle of a slow response never learned it either', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  const socket = sendCreate(double.url, 'X-Stuntdouble-Fault: slow-response by=0 pieces=3\r\n')
  socket.once('data', () => socket.destroy())
  await once(socket, 'close')
  await expect.poll(() => account.exchanges()[0]?.bill?.verdict).toBe('never-learned')
  expect(account.bill().creates).toEqual({ accepted: 1, refused: 0, neverLearned: 1 })
})

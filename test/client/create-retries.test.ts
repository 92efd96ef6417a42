import { Agent, buildConnector, type Dispatcher } from 'undici'
import { expect, test } from 'vitest'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** When a create request may be sent again, and when it may not. */

test('a create request refused with 429 is sent again after 2 and 4 seconds, and paid once', async () => {
  await using double = await startDouble({ profile: 'observed' })
  await double.settled(double.kie(struckBy('rate-limited on=create call=1..2')).videos.create(kieRequest()))
  const [first = 0, ...later] = double.createCalls('kie').map(({ at }) => at)
  expect(later.map((at) => at - first)).toEqual([2_000, 6_000])
  expect(double.paid).toBe(1)
})

test.each([
  ['evolink', 'rate-limited on=create call=1 retryAfter=20s', 20_000],
  // EvoLink's 429 says "retry after 60 seconds" in its body (documented).
  ['evolink', 'rate-limited on=create call=1', 60_000],
] as const)(
  '%s: a create request refused by %s waits as long as it is told',
  async (_provider, fault, waitMs) => {
    await using double = await startDouble()
    await double.settled(double.evolink(struckBy(fault)).videos.create(evolinkRequest()))
    const [first = 0, second = 0] = double.createCalls('evolink').map(({ at }) => at)
    expect(second - first).toBe(waitMs)
    expect(double.paid).toBe(1)
  },
)

test('a limit that lasts ends in a RateLimitedError after as many retries as allowed', async () => {
  await using double = await startDouble()
  const client = double.kie({ ...struckBy('rate-limited'), maxRetries: 2 })
  expect(await double.failure(client.videos.create(kieRequest()))).toMatchObject({
    kind: 'rate-limited',
    status: 429,
    code: 429,
  })
  expect(double.createCalls('kie')).toHaveLength(3)
})

test('a provider that wants to be left alone for an hour is left alone', async () => {
  await using double = await startDouble()
  const client = double.evolink(struckBy('rate-limited retryAfter=1h'))
  const error = await double.failure(client.videos.create(evolinkRequest()))
  expect(error).toMatchObject({ kind: 'rate-limited', retryAfterMs: 3_600_000 })
  expect(double.createCalls('evolink')).toHaveLength(1)
})

test('a refused create request is not sent again after the deadline, which is for creating and waiting together', async () => {
  await using double = await startDouble()
  const client = double.evolink(struckBy('rate-limited on=create call=1'))
  const deadline = 48_000
  expect(await double.failure(client.videos.createAndWait(evolinkRequest(), { deadline }))).toMatchObject({
    kind: 'rate-limited',
    retryAfterMs: 60_000,
  })
  expect(double.createCalls('evolink')).toHaveLength(1)
})

test('the time that creating took is not waited once more', async () => {
  await using double = await startDouble()
  const client = double.evolink(struckBy('rate-limited on=create call=1 retryAfter=20s'))
  const request = evolinkRequest('a cat [[stunt: task-stalls]]')
  const late = await double.failure(client.videos.createAndWait(request, { deadline: 48_000 }))
  expect(late.message).toContain('ended after 28000 ms')
})

test.each([
  ['out-of-credits', 'out-of-credits'],
  ['unauthorized', 'unauthorized'],
])('a create request refused as %s is not sent again', async (fault, kind) => {
  await using double = await startDouble()
  expect(await double.failure(double.kie(struckBy(fault)).videos.create(kieRequest()))).toMatchObject({
    kind,
  })
  expect(double.createCalls('kie')).toHaveLength(1)
})

/** A dispatcher whose first connections fail like this, before a byte is sent. */
const failingFirst = (times: number, code: string, facts: object = {}): Agent => {
  const connect = buildConnector({})
  let left = times
  return new Agent({
    connect: (options, callback) => {
      if (left-- > 0) callback(Object.assign(new Error(`connect ${code}`), { code, ...facts }), null)
      else connect(options, callback)
    },
  })
}

test.each([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('a create request that was not sent (%s) is sent again, and paid once', async (code) => {
  await using double = await startDouble()
  await using dispatcher = disposable(failingFirst(2, code))
  await double.settled(double.kie({ dispatcher: dispatcher.agent }).videos.create(kieRequest()))
  expect(double.createCalls('kie')).toHaveLength(1)
  expect(double.paid).toBe(1)
})

test('a create request is in doubt when a dispatcher fails in a way that proves nothing', async () => {
  await using double = await startDouble()
  await using dispatcher = disposable(failingFirst(1, 'ECONNRESET'))
  const create = double.kie({ dispatcher: dispatcher.agent }).videos.create(kieRequest())
  expect(await double.failure(create)).toMatchObject({ kind: 'ambiguous-create' })
  await using another = disposable(failingFirst(1, 'ECONNREFUSED', { errors: [{ code: 'ECONNRESET' }] }))
  const mixed = double.kie({ dispatcher: another.agent }).videos.create(kieRequest())
  expect(await double.failure(mixed)).toMatchObject({ kind: 'ambiguous-create' })
})

test('a create request that was begun is in doubt, even when its error sounds like a refused connection', async () => {
  await using double = await startDouble()
  class Liar extends Agent {
    override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      const controller = { abort: () => undefined } as unknown as Dispatcher.DispatchController
      handler.onRequestStart?.(controller, {})
      handler.onResponseError?.(controller, Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
      return true
    }
  }
  await using dispatcher = disposable(new Liar())
  const create = double.kie({ dispatcher: dispatcher.agent }).videos.create(kieRequest())
  expect(await double.failure(create)).toMatchObject({ kind: 'ambiguous-create' })
})

test.each([301, 408, 409, 425, 499, 500, 502, 503, 504])(
  'a create request that gets an unexplained %i is sent once, and may have been billed',
  async (status) => {
    await using double = await startDouble()
    let creates = 0
    await using server = await startOddServer((_request, response) => {
      creates += 1
      response.writeHead(status).end()
    })
    const error = await double.failure(double.kie({ baseUrl: server.url }).videos.create(kieRequest()))
    expect(error).toMatchObject({ kind: 'ambiguous-create', status })
    expect(creates).toBe(1)
  },
)

test('a host none of whose addresses answers was sent nothing', async () => {
  await using double = await startDouble()
  const errors = [{ code: 'ETIMEDOUT', syscall: 'connect' }, { code: 'ENETUNREACH' }]
  await using dispatcher = disposable(failingFirst(1, 'ETIMEDOUT', { errors }))
  await double.settled(double.kie({ dispatcher: dispatcher.agent }).videos.create(kieRequest()))
  expect(double.paid).toBe(1)
})

const disposable = (agent: Agent) => ({ agent, [Symbol.asyncDispose]: () => agent.destroy() })

test('a create request that is never sent ends in a ConnectionError, not in doubt', async () => {
  await using double = await startDouble()
  await using dispatcher = disposable(failingFirst(99, 'ECONNREFUSED'))
  const client = double.kie({ dispatcher: dispatcher.agent, maxRetries: 2 })
  const error = await double.failure(client.videos.create(kieRequest()))
  expect(error).toMatchObject({ kind: 'connection', cause: { code: 'ECONNREFUSED' } })
  expect(error.message).toContain('was not sent')
})

test('a connection that takes longer than the timeout sent nothing, so the create request is sent again', async () => {
  await using double = await startDouble()
  const connect = buildConnector({})
  let attempts = 0
  const agent = new Agent({
    // The first one is still being made when the time is up, and is there later.
    connect: (options, callback) => {
      attempts += 1
      if (attempts > 1) connect(options, callback)
    },
  })
  await using dispatcher = disposable(agent)
  const create = double.kie({ dispatcher: dispatcher.agent, maxRetries: 0 }).videos.create(kieRequest())
  const error = await double.failureAfter(create, 60_000)
  expect(error).toMatchObject({ kind: 'timeout' })
  expect(double.createCalls('kie')).toHaveLength(0)
})

test("retryCreate 'never' does not even repeat what was refused", async () => {
  await using double = await startDouble()
  const client = double.kie({ ...struckBy('rate-limited'), retryCreate: 'never' })
  expect(await double.failure(client.videos.create(kieRequest()))).toMatchObject({ kind: 'rate-limited' })
  expect(double.createCalls('kie')).toHaveLength(1)
})

test("retryCreate 'always' repeats what may have been billed, under the same idempotency key", async () => {
  await using double = await startDouble()
  const client = double.kie({ ...struckBy('connection-reset call=1'), retryCreate: 'always' })
  await double.settled(client.videos.create(kieRequest()))
  const keys = double.createCalls('kie').map(({ request }) => request.headers['idempotency-key'])
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
  // The price of 'always' at a provider that ignores the key.
  expect(double.paid).toBe(2)
})

test("after a doubt, 'always' does not end in a refusal that hides it", async () => {
  await using double = await startDouble()
  let calls = 0
  const client = double.kie({
    retryCreate: 'always',
    headers: {},
    maxRetries: 1,
    ...struckBy('connection-reset call=1'),
  })
  double.account.setScenario({ rules: [{ fault: 'out-of-credits', call: '2..' }] })
  const error = await double.failure(client.videos.create(kieRequest()))
  calls += double.createCalls('kie').length
  expect(calls).toBe(2)
  expect(error).toMatchObject({ kind: 'ambiguous-create' })
})

test('your own idempotency key is sent, and is in the handle', async () => {
  await using double = await startDouble()
  const handle = await double.settled(
    double.evolink().videos.create(evolinkRequest(), { idempotencyKey: 'order-17' }),
  )
  expect(handle.idempotencyKey).toBe('order-17')
  expect(double.createCalls('evolink')[0]?.request.headers['idempotency-key']).toBe('order-17')
})

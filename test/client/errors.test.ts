import { inspect } from 'node:util'
import { Agent } from 'undici'
import { expect, test } from 'vitest'
import * as client from '../../src/client/index.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** One tree of errors, the same whichever way the wire said it, and no key in any of them. */

const REFUSALS = [
  ['unauthorized on=create', client.UnauthorizedError, 401],
  ['out-of-credits', client.OutOfCreditsError, 402],
  ['rate-limited on=create', client.RateLimitedError, 429],
] as const

for (const [fault, errorClass, code] of REFUSALS)
  test.each(['documented', 'observed'] as const)(
    `${fault.split(' ')[0]} is the same class under HTTP ${code} and inside an HTTP 200 (%s)`,
    async (profile) => {
      await using double = await startDouble({ profile })
      const create = double.kie({ ...struckBy(fault), maxRetries: 0 }).videos.create(kieRequest())
      const error = await double.failure(create)
      expect(error).toBeInstanceOf(errorClass)
      expect(error).toBeInstanceOf(client.CallError)
      expect(error).toBeInstanceOf(client.ClientError)
      expect(error).toMatchObject({ code, status: profile === 'observed' ? 200 : code })
    },
  )

test.each(['documented', 'observed'] as const)(
  'a task nobody knows is a NotFoundError (%s)',
  async (profile) => {
    await using double = await startDouble({ profile })
    const error = await double.failure(double.kie().videos.retrieve('0'.repeat(32)))
    expect(error).toBeInstanceOf(client.NotFoundError)
    expect(error).toMatchObject({ kind: 'not-found', taskId: '0'.repeat(32) })
  },
)

test.each(['documented', 'observed'] as const)(
  'a field out of range is an InvalidRequestError, though Kie may say 500 (%s)',
  async (profile) => {
    await using double = await startDouble({ profile })
    const wrong = { ...kieRequest(), input: { prompt: 'a cat', duration: '7' } }
    const error = await double.failure(double.kie().videos.create(wrong as never))
    expect(error).toBeInstanceOf(client.InvalidRequestError)
    expect(double.paid).toBe(0)
  },
)

test.each([
  ['task_not_found', 'not-found'],
  ['insufficient_quota', 'out-of-credits'],
  ['model_access_denied', 'forbidden'],
  ['rate_limit_exceeded', 'rate-limited'],
])("EvoLink's text code %s inside an HTTP 200 is a %s", async (code, kind) => {
  await using server = await startOddServer((_request, response) =>
    response.end(JSON.stringify({ error: { code, message: 'no', type: 'error' } })),
  )
  await using double = await startDouble()
  const error = await double.failure(double.evolink({ baseUrl: server.url, maxRetries: 0 }).credits())
  expect(error).toMatchObject({ kind, code, status: 200 })
})

test('an error says which request it was, with method, URL, status and request id', async () => {
  await using double = await startDouble()
  const error = await double.failure(
    double.evolink(struckBy('out-of-credits')).videos.create(evolinkRequest()),
  )
  const url = `${double.simulator.url}/v1/videos/generations`
  expect(error).toMatchObject({ request: { method: 'POST', url }, requestId: expect.stringMatching(/^req_/) })
  expect(error.message).toContain(`POST ${url} returned 402: Insufficient quota`)
})

const KEY = 'sk-live-4f8e2a-never-shown'

/** What could show a key: the error itself, everything it leads to, and what a logger writes. */
const everythingOf = (error: unknown): string =>
  inspect(error, { depth: 20, showHidden: true, getters: true })

test('no error shows the key, even when the provider sends it back', async () => {
  await using server = await startOddServer((request, response) => {
    const echo = `bad header ${request.headers.authorization}`
    response.statusCode = request.url === '/html/api/v1/chat/credit' ? 502 : 401
    response.end(
      request.url?.startsWith('/html') ? `<h1>${echo}</h1>` : JSON.stringify({ code: 401, msg: echo }),
    )
  })
  await using double = await startDouble()
  for (const path of ['', '/html']) {
    const options = { apiKey: KEY, baseUrl: server.url + path, maxRetries: 0 }
    const client = double.kie(options)
    for (const call of [() => client.credits(), () => client.videos.create(kieRequest())]) {
      const error = await double.failure(call())
      expect(error.message).toContain('[redacted]')
      expect(everythingOf(error)).not.toContain(KEY)
    }
  }
})

test('no error shows the key when a dispatcher puts it into its own', async () => {
  await using double = await startDouble()
  const agent = new Agent({
    connect: (_options, callback) => callback(Object.assign(new Error(`no ${KEY}`), { sent: { KEY } }), null),
  })
  const error = await double.failure(double.kie({ apiKey: KEY, dispatcher: agent, maxRetries: 0 }).credits())
  expect(error.kind).toBe('connection')
  expect(everythingOf(error)).not.toContain(KEY)
  await agent.destroy()
})

test('a printed client does not show its key', async () => {
  await using double = await startDouble()
  const kie = double.kie({ apiKey: KEY, webhookKey: `${KEY}-hook` })
  const receiver = kie.callbacks.receiver({ onTask: () => undefined })
  expect(everythingOf([kie, receiver]) + JSON.stringify(kie)).not.toContain(KEY)
})

test('a logger hears of calls and retries, but never sees keys or prompts', async () => {
  await using double = await startDouble()
  const lines: string[] = []
  const log = (message: string): void => void lines.push(message)
  const logger = { debug: log, info: log, warn: log }
  const kie = double.kie({ ...struckBy('rate-limited on=create call=1'), logger })
  await double.settled(kie.videos.createAndWait(kieRequest('a secret prompt')))
  expect(lines.join('\n')).toMatch(/kie.createTask: rate-limited, sent again in 2000 ms/)
  expect(lines.join('\n')).not.toMatch(/test-key|secret prompt/)
})

test('every kind of error is one class with its own name', () => {
  const classes = Object.values(client).filter(
    (value) => typeof value === 'function' && value.prototype instanceof client.ClientError,
  )
  expect(classes.length).toBeGreaterThan(15)
  expect(new Set(classes.map(({ name }) => name)).size).toBe(classes.length)
})

test('Kie’s 501 with a failed task in it is a failed task, not a failed call', async () => {
  const data = { taskId: 'mine', state: 'fail', failCode: '500', failMsg: 'Internal server error' }
  await using server = await startOddServer((_request, response) =>
    response.end(JSON.stringify({ code: 501, msg: 'Playground task failed.', data })),
  )
  await using double = await startDouble()
  const client = double.kie({ baseUrl: server.url, maxRetries: 0 })
  expect(await double.settled(client.videos.retrieve('mine'))).toMatchObject({ phase: 'failed' })
  expect(await double.failure(client.videos.wait('mine'))).toMatchObject({ kind: 'task-failed' })
})

test('a record of another task is not a response', async () => {
  await using server = await startOddServer((_request, response) =>
    response.end(
      JSON.stringify({ code: 200, data: { taskId: 'other', state: 'success', resultJson: '{}' } }),
    ),
  )
  await using double = await startDouble()
  const error = await double.failure(
    double.kie({ baseUrl: server.url, maxRetries: 0 }).videos.retrieve('mine'),
  )
  expect(error).toMatchObject({ kind: 'invalid-response', taskId: 'mine' })
})

test.each([
  [433, 'The current number of points used by apiKey has exceeded the daily limit', 'quota'],
  [455, 'Service is under maintenance', 'maintenance'],
  [500, 'This interface is temporarily paused.', 'paused'],
  [505, 'Feature disabled', 'feature-disabled'],
  [500, 'This field is required', 'invalid-request'],
  [500, 'prompt or media is required', 'invalid-request'],
  [500, 'image_url cannot be empty', 'invalid-request'],
])('Kie’s %i "%s" is a refusal before any work: %s', async (code, msg, kind) => {
  await using server = await startOddServer((_request, response) =>
    response.end(JSON.stringify({ code, msg })),
  )
  await using double = await startDouble()
  const error = await double.failure(double.kie({ baseUrl: server.url }).videos.create(kieRequest()))
  expect(error).toMatchObject({ kind, code, providerMessage: msg, status: 200 })
})

test('an error owns no property that is undefined', async () => {
  await using double = await startDouble()
  const errors: unknown[] = [
    await double.failure(double.kie(struckBy('hang')).videos.create(kieRequest(), { timeout: 10 })),
    await double.failure(double.kie().videos.wait('nobody-knows', { deadline: 1 })),
    await double.failure(double.kie().videos.wait('')),
  ]
  try {
    new client.KieClient({ apiKey: ' ' })
  } catch (error) {
    errors.push(error)
  }
  for (const error of errors)
    expect(Object.entries(Object(error)).filter(([, value]) => value === undefined)).toEqual([])
  expect(errors).toHaveLength(4)
})

test('errors narrow on their kind', async () => {
  await using double = await startDouble()
  const error = await double.failure(
    double.kie(struckBy('hang')).videos.create(kieRequest(), { timeout: 10 }),
  )
  if (!client.isClientError(error)) throw error
  // Compiles only where the kind has told which error it is.
  if (error.kind === 'wait-deadline') expect.unreachable(error.handle.id)
  if (error.kind !== 'ambiguous-create') throw error
  expect(error.bytesSent).toBeGreaterThan(0)
  expect(error.elapsedMs).toBe(10)
})

test('an error shows what came back, without the key', async () => {
  await using server = await startOddServer((request, response) =>
    response.writeHead(500).end(`oops ${request.headers.authorization}`),
  )
  await using double = await startDouble()
  const error = await double.failure(double.kie({ baseUrl: server.url }).videos.create(kieRequest()))
  expect(error).toMatchObject({ kind: 'ambiguous-create', answer: 'oops Bearer [redacted]' })
})

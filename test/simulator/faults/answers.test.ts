import { expect, test } from 'vitest'
import { BOTH, start, tasksOf } from './job.ts'

test.each(BOTH)('unauthorized: %s refuses a good key, before any work', async (_name, wire) => {
  await using double = await start()
  const refused = await wire.create(double, 'unauthorized')
  expect(wire.codeOf(refused)).toBe(401)
  expect(refused.headers['x-stuntdouble-fault']).toBe('unauthorized')
  expect(await tasksOf(double)).toBe(0)
})

test.each(BOTH)(
  'out-of-credits: %s refuses a create request although there are credits',
  async (_name, wire) => {
    await using double = await start()
    expect(wire.codeOf(await wire.create(double, 'out-of-credits'))).toBe(402)
    expect(await tasksOf(double)).toBe(0)
    expect((await wire.create(double)).status).toBe(200)
  },
)

test.each(BOTH)(
  'rate-limited: %s answers 429, with a Retry-After only where one is set',
  async (_name, wire) => {
    await using double = await start()
    const plain = await wire.create(double, 'rate-limited')
    expect(wire.codeOf(plain)).toBe(429)
    expect(plain.headers).not.toHaveProperty('retry-after')
    const polite = await wire.create(double, 'rate-limited retryAfter=1500ms')
    expect(polite.headers['retry-after']).toBe('2')
    expect(await tasksOf(double)).toBe(0)
  },
)

test('rate-limited: the observed Kie says so inside an HTTP 200', async () => {
  await using double = await start({ profile: 'observed' })
  const refused = await double.createKie({}, {}, { headers: { 'x-stuntdouble-fault': 'rate-limited' } })
  expect(refused.status).toBe(200)
  expect(refused.json).toEqual({
    code: 429,
    msg: 'Your call frequency is too high. Please try again later.',
    data: null,
  })
})

test.each(BOTH)('server-error: %s answers a 5xx and has done nothing', async (_name, wire) => {
  await using double = await start()
  const refused = await wire.create(double, 'server-error')
  expect([500, 502, 503]).toContain(refused.status)
  expect(await tasksOf(double)).toBe(0)
})

test.each(BOTH)(
  'server-error at=accepted: %s answers a 5xx and has created the task',
  async (_name, wire) => {
    await using double = await start()
    const refused = await wire.create(double, 'server-error at=accepted kind=server-error')
    expect(wire.codeOf(refused)).toBe(500)
    expect(await tasksOf(double)).toBe(1)
  },
)

test.each(BOTH)('gateway-page: %s hides an accepted create behind a page of HTML', async (_name, wire) => {
  await using double = await start()
  const page = await wire.create(double, 'gateway-page')
  expect(page.status).toBe(502)
  expect(page.headers['content-type']).toBe('text/html')
  expect(page.text).toContain('<h1>502 Bad Gateway</h1>')
  expect(await tasksOf(double)).toBe(1)
})

test.each(BOTH)('gateway-page at=before status=504: %s was never asked', async (_name, wire) => {
  await using double = await start()
  const page = await wire.create(double, 'gateway-page at=before status=504')
  expect(page.status).toBe(504)
  expect(page.text).toContain('504 Gateway Time-out')
  expect(await tasksOf(double)).toBe(0)
})

test.each(BOTH)('malformed-json: %s says JSON and sends one comma too many', async (_name, wire) => {
  await using double = await start()
  const answer = await wire.create(double, 'malformed-json')
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toContain('application/json')
  expect(() => JSON.parse(answer.text)).toThrow(SyntaxError)
  expect(await tasksOf(double)).toBe(1)
})

test.each(BOTH)('empty-body: %s answers 200 and nothing', async (_name, wire) => {
  await using double = await start()
  const answer = await wire.create(double, 'empty-body')
  expect(answer).toMatchObject({ status: 200, text: '' })
  expect(answer.headers['content-length']).toBe('0')
  expect(await tasksOf(double)).toBe(1)
})

test.each(BOTH)('wrong-content-type: %s sends good JSON as text', async (_name, wire) => {
  await using double = await start()
  const answer = await wire.create(double, 'wrong-content-type')
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(wire.idOf(answer)).toBeTruthy()
})

test.each(BOTH)('extra-fields: %s has fields in every object that no page describes', async (_name, wire) => {
  await using double = await start()
  const id = wire.idOf(await wire.create(double))
  const plain = (await wire.read(double, id)).json
  const richer = (await wire.read(double, id, 'extra-fields')).json
  expect(richer).toMatchObject(plain)
  const inner = richer.data ?? richer.task_info
  for (const object of [richer, inner]) expect(object.new_object).toEqual({ list: [1, null], flag: true })
})

test.each(BOTH)('missing-id: %s bills a create request and does not say for what', async (_name, wire) => {
  await using double = await start()
  const answer = await wire.create(double, 'missing-id')
  expect(answer.status).toBe(200)
  expect(await tasksOf(double)).toBe(1)
  const [{ id }] = (await double.get('/__stuntdouble/tasks')).json.items
  expect(answer.text).not.toContain(id)
  expect(wire.codeOf(answer)).toBe(200)
})

test('missing-id: the observed Kie has it under two names, and neither is left', async () => {
  await using double = await start({ profile: 'observed' })
  const { json } = await double.createKie({}, {}, { headers: { 'x-stuntdouble-fault': 'missing-id' } })
  expect(json).toEqual({ code: 200, msg: 'success', data: {} })
})

test.each(BOTH)('not-found-at-first: %s finds a new task only at the third read', async (_name, wire) => {
  await using double = await start()
  const id = wire.idOf(await wire.create(double, 'not-found-at-first'))
  const codes = []
  for (let read = 0; read < 3; read += 1) codes.push(wire.codeOf(await wire.read(double, id)))
  expect(codes).toEqual([404, 404, 200])
})

test.each(BOTH)(
  'slow-response: %s answers when the time is over on the account’s clock',
  async (_name, wire) => {
    await using double = await start()
    const { clock } = double.simulator.account('test-key')
    let isAnswered = false
    const answer = wire.create(double, 'slow-response by=30s').then((created) => {
      isAnswered = true
      return created
    })
    while (clock.due().length === 0) await new Promise((resolve) => setImmediate(resolve))
    await double.advance(29_999)
    expect(isAnswered).toBe(false)
    await double.advance(1)
    expect((await answer).status).toBe(200)
  },
)

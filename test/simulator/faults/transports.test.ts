import { request } from 'undici'
import { expect, test } from 'vitest'
import { statusesIn } from '../../hostile/wire.ts'
import { BOTH, booked, callRaw, start, tasksOf, until } from './job.ts'

const creating = (path: string, body: unknown, fault: string) => ({ method: 'POST', path, body, fault })

test.each(BOTH)(
  'connection-reset: %s has accepted the create request, and not one byte says so',
  async (_name, wire) => {
    await using double = await start()
    const call = await callRaw(double, creating(wire.createPath, wire.createBody, 'connection-reset'))
    expect(await call.seen).toEqual({ text: '', wasReset: true })
    expect(await tasksOf(double)).toBe(1)
  },
)

test.each(BOTH)('connection-reset at=before: %s has done nothing', async (_name, wire) => {
  await using double = await start()
  const call = await callRaw(double, creating(wire.createPath, wire.createBody, 'connection-reset at=before'))
  expect(await call.seen).toEqual({ text: '', wasReset: true })
  expect(await tasksOf(double)).toBe(0)
})

test.each(BOTH)('connection-reset at=mid-body: %s sends a status and half an answer', async (_name, wire) => {
  await using double = await start()
  const call = await callRaw(
    double,
    creating(wire.createPath, wire.createBody, 'connection-reset at=mid-body'),
  )
  const { text, wasReset } = await call.seen
  expect(wasReset).toBe(true)
  const [head = '', body = ''] = text.split('\r\n\r\n')
  expect(statusesIn(head)).toEqual([200])
  const announced = Number(/content-length: (\d+)/i.exec(head)?.[1])
  expect(body).toHaveLength(Math.floor(announced / 2))
  expect(await tasksOf(double)).toBe(1)
})

test.each(BOTH)(
  'truncated-body: %s closes politely after half of the announced length',
  async (_name, wire) => {
    await using double = await start()
    const call = await callRaw(
      double,
      creating(wire.createPath, wire.createBody, 'truncated-body share=0.25'),
    )
    const { text, wasReset } = await call.seen
    expect(wasReset).toBe(false)
    const [head = '', body = ''] = text.split('\r\n\r\n')
    expect(body).toHaveLength(Math.floor(Number(/content-length: (\d+)/i.exec(head)?.[1]) / 4))
    expect(head).toMatch(/x-stuntdouble-fault: truncated-body/i)
  },
)

test('truncated-body: a client that compares lengths sees an error', async () => {
  await using double = await start()
  const answer = await request(`${double.url}/v1/credits`, {
    headers: { authorization: 'Bearer k', 'x-stuntdouble-fault': 'truncated-body' },
  })
  expect(answer.statusCode).toBe(200)
  await expect(answer.body.text()).rejects.toThrow()
})

test.each(BOTH)(
  'hang: %s accepts the create request, says nothing, and closes after five minutes',
  async (_name, wire) => {
    await using double = await start()
    const call = await callRaw(double, creating(wire.createPath, wire.createBody, 'hang'))
    await booked(double, 'end of a call that hangs')
    expect(await tasksOf(double)).toBe(1)
    await double.advance(299_999)
    expect(call.text()).toBe('')
    await double.advance(1)
    expect(await call.seen).toEqual({ text: '', wasReset: false })
  },
)

test.each(BOTH)('hang at=before for=10s: %s has done nothing', async (_name, wire) => {
  await using double = await start()
  const call = await callRaw(double, creating(wire.createPath, wire.createBody, 'hang at=before for=10s'))
  await booked(double, 'end of a call that hangs')
  await double.advance(10_000)
  expect(await call.seen).toEqual({ text: '', wasReset: false })
  expect(await tasksOf(double)).toBe(0)
})

test('hang: a simulator that closes lets go of whoever hangs', async () => {
  const double = await start()
  const call = await callRaw(double, { path: '/v1/credits', fault: 'hang' })
  await booked(double, 'end of a call that hangs')
  await double.simulator.close()
  expect((await call.seen).text).toBe('')
})

test.each(BOTH)(
  'slow-response pieces=5: the answer of %s drips in, a quarter of the time apart',
  async (_name, wire) => {
    await using double = await start()
    const call = await callRaw(double, {
      ...creating(wire.createPath, wire.createBody, 'slow-response by=20s pieces=5'),
    })
    const sizes: number[] = []
    await booked(double, 'next piece')
    for (let piece = 1; piece <= 5; piece += 1) {
      const before = sizes.at(-1) ?? 0
      await until(() => call.bytes() > before)
      sizes.push(call.bytes())
      await double.advance(5_000)
    }
    expect(new Set(sizes).size).toBe(5)
    const [head = '', body = ''] = call.text().split('\r\n\r\n')
    expect(body).toHaveLength(Number(/content-length: (\d+)/i.exec(head)?.[1]))
    expect(() => JSON.parse(body)).not.toThrow()
    call.socket.destroy()
  },
)

test('what was done to a call that got no response is in the journal', async () => {
  await using double = await start()
  for (const fault of ['connection-reset at=before', 'connection-reset', 'truncated-body']) {
    await (await callRaw(double, { path: '/v1/credits', fault })).seen
  }
  expect(await double.exchanges()).toMatchObject([
    { operation: 'evolink.credits', fault: 'connection-reset', status: null, response: { body: '' } },
    { operation: 'evolink.credits', fault: 'connection-reset', status: null },
    { operation: 'evolink.credits', fault: 'truncated-body', status: 200 },
  ])
})

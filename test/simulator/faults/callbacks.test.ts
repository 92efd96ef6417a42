import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { type ReceivedRequest, startReceiver } from '../../helpers/receiver.ts'
import { BOTH, type Double, start, type Wire } from './job.ts'

const toldBy = (wire: Wire, { body }: ReceivedRequest) => {
  const json = JSON.parse(body)
  const told = { status: 200, headers: {}, text: body, json }
  return { id: json.data?.taskId ?? json.id, state: wire.stateOf(told) }
}

const stateNow = async (double: Double, wire: Wire, id: string): Promise<string> =>
  wire.stateOf(await wire.read(double, id))

test.each(BOTH)('callback-lost: nothing of %s ever comes, and the task has ended', async (_name, wire) => {
  await using receiver = await startReceiver()
  await using double = await start()
  const id = wire.idOf(await wire.create(double, 'callback-lost', receiver.url))
  await double.advance(86_400_000)
  expect(receiver.requests).toHaveLength(0)
  expect(await stateNow(double, wire, id)).toBe(wire.states.done)
})

test.each(BOTH)(
  'callback-late by=10m: the callback of %s comes ten minutes after the end',
  async (_name, wire) => {
    await using receiver = await startReceiver()
    await using double = await start()
    await wire.create(double, 'callback-late by=10m', receiver.url)
    await double.advance(603_999)
    expect(receiver.requests).toHaveLength(0)
    await double.advance(1)
    expect(receiver.requests).toHaveLength(1)
  },
)

test.each(BOTH)(
  'callback-early: the callback of %s is there before the create request is answered',
  async (_name, wire) => {
    await using receiver = await startReceiver()
    await using double = await start()
    const order: string[] = []
    const called = receiver.received(1).then(() => order.push('callback'))
    const created = await wire.create(double, 'callback-early', receiver.url)
    order.push('answer')
    await called
    expect(order).toEqual(['callback', 'answer'])
    const [callback] = receiver.requests
    expect(toldBy(wire, callback as ReceivedRequest)).toEqual({
      id: wire.idOf(created),
      state: wire.states.done,
    })
    expect(await stateNow(double, wire, wire.idOf(created))).toBe(wire.states.done)
    await double.advance(60_000)
    expect(receiver.requests).toHaveLength(1)
  },
)

test('callback-early: a receiver that answers only after the create request does not hold the create request up forever', async () => {
  await using receiver = await startReceiver(['hang'])
  await using double = await start({ receiverPatience: 100 })
  const created = await BOTH[0][1].create(double, 'callback-early', receiver.url)
  expect(created.status).toBe(200)
  expect(receiver.requests).toHaveLength(1)
})

test.each(BOTH)('callback-duplicated times=3: %s says the same thing three times', async (_name, wire) => {
  await using receiver = await startReceiver()
  await using double = await start()
  await wire.create(double, 'callback-duplicated times=3 apart=2s', receiver.url)
  await double.advance(8_000)
  expect(receiver.requests).toHaveLength(3)
  expect(
    new Set(receiver.requests.map(({ body }) => JSON.stringify(toldBy(wire, { body } as never)))).size,
  ).toBe(1)
})

test.each(BOTH)(
  'callback-out-of-order: %s says that it ended, and then that it runs',
  async (_name, wire) => {
    await using receiver = await startReceiver()
    await using double = await start()
    await wire.create(double, 'callback-out-of-order', receiver.url)
    await double.advance(5_000)
    expect(receiver.requests.map((request) => toldBy(wire, request).state)).toEqual([
      wire.states.done,
      wire.states.running,
    ])
  },
)

test.each(BOTH)('callback-truncated: half of the JSON of %s comes, in every attempt', async (_name, wire) => {
  await using receiver = await startReceiver([500, 200])
  await using double = await start()
  await wire.create(double, 'callback-truncated', receiver.url)
  await double.advance(5_000)
  expect(receiver.requests).toHaveLength(2)
  for (const { body, headers } of receiver.requests) {
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(body))
    expect(() => JSON.parse(body)).toThrow(SyntaxError)
  }
})

test('callback-bad-signature: the signature has the right form and is wrong', async () => {
  await using receiver = await startReceiver()
  await using double = await start({ kieWebhookKey: 'hook-secret' })
  const id = BOTH[0][1].idOf(await BOTH[0][1].create(double, 'callback-bad-signature', receiver.url))
  await BOTH[0][1].create(double, 'callback-bad-signature how=missing', receiver.url)
  await double.advance(4_000)
  const [forged, unsigned] = receiver.requests.map(({ headers }) => headers)
  const stamp = forged?.['x-webhook-timestamp']
  const right = createHmac('sha256', 'hook-secret').update(`${id}.${stamp}`).digest('base64')
  expect(forged?.['x-webhook-signature']).toHaveLength(right.length)
  expect(forged?.['x-webhook-signature']).not.toBe(right)
  expect(unsigned).not.toHaveProperty('x-webhook-signature')
})

test.each(BOTH)(
  'callback-contradicts: %s calls a failure what the query calls a success',
  async (_name, wire) => {
    await using receiver = await startReceiver()
    await using double = await start()
    const id = wire.idOf(await wire.create(double, 'callback-contradicts', receiver.url))
    await double.advance(4_000)
    expect(toldBy(wire, receiver.requests[0] as ReceivedRequest)).toEqual({ id, state: wire.states.failed })
    expect(await stateNow(double, wire, id)).toBe(wire.states.done)
  },
)

test.each(BOTH)(
  'callback-contradicts says=succeeded: %s promises a video that never was',
  async (_name, wire) => {
    await using receiver = await startReceiver()
    await using double = await start()
    const id = wire.idOf(await wire.create(double, 'callback-contradicts says=succeeded', receiver.url))
    await double.advance(4_000)
    expect(toldBy(wire, receiver.requests[0] as ReceivedRequest).state).toBe(wire.states.done)
    expect(await stateNow(double, wire, id)).toBe(wire.states.failed)
  },
)

test.each(BOTH)(
  'callback-foreign: %s also calls back about a task that nobody asked for',
  async (_name, wire) => {
    await using receiver = await startReceiver()
    await using double = await start()
    const id = wire.idOf(await wire.create(double, 'callback-foreign apart=1s', receiver.url))
    await double.advance(5_000)
    const [own, foreign] = receiver.requests.map((request) => toldBy(wire, request))
    expect(own?.id).toBe(id)
    expect(foreign?.id).not.toBe(id)
    expect(foreign?.id).toHaveLength(id.length)
    expect(wire.codeOf(await wire.read(double, foreign?.id))).toBe(404)
  },
)

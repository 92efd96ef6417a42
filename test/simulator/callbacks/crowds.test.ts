import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/basics/time/manual-clock.ts'
import { bounds } from '../../../src/simulator/bounds.ts'
import { createCourier } from '../../../src/simulator/callbacks/courier.ts'
import { type Receiver, startReceiver } from '../../helpers/receiver.ts'
import { deliveryTo } from './delivering.ts'

const startReceivers = (count: number, answer: 'hang' | 200): Promise<Receiver[]> =>
  Promise.all(Array.from({ length: count }, () => startReceiver([answer])))

test.concurrent('a receiver that hangs on a thousand deliveries does not delay another', async () => {
  await using hanging = await startReceiver(['hang'])
  await using prompt = await startReceiver([200])
  await using courier = createCourier()
  const clock = createManualClock()

  for (let count = 0; count < 1_000; count += 1) void courier.send(...deliveryTo(hanging.url, clock))
  await hanging.received(32)
  expect(courier.waiting).toBe(968)
  await Promise.all(Array.from({ length: 100 }, () => courier.send(...deliveryTo(prompt.url, clock))))

  expect(prompt.requests).toHaveLength(100)
  expect(hanging.connections).toBe(32)
})

test.concurrent('ten hanging receivers together do not delay another either', async () => {
  const hanging = await startReceivers(10, 'hang')
  await using prompt = await startReceiver([200])
  await using courier = createCourier()
  const clock = createManualClock()

  for (const { url } of hanging) {
    for (let count = 0; count < 50; count += 1) void courier.send(...deliveryTo(url, clock))
  }
  await Promise.all(hanging.map((receiver) => receiver.received(1)))
  await Promise.all(Array.from({ length: 100 }, () => courier.send(...deliveryTo(prompt.url, clock))))

  expect(prompt.requests).toHaveLength(100)
  expect(courier.inFlight).toBeLessThanOrEqual(64 + 10)
  await courier.close()
  await Promise.all(hanging.map((receiver) => receiver[Symbol.asyncDispose]()))
})

test.concurrent('those who waited for a hanging receiver get their turn when its timeout is over', async () => {
  await using receiver = await startReceiver([...Array(2).fill('hang'), 200])
  await using courier = createCourier({ limits: { perKey: 2 } })
  const clock = createManualClock()
  const sent = Array.from({ length: 3 }, () => deliveryTo(receiver.url, clock))
  const all = Promise.all(sent.map(([delivery, order]) => courier.send(delivery, order)))
  await receiver.received(2)

  await clock.advance(10_000)
  await all

  expect(sent[2]?.[0].attempts).toMatchObject([{ at: clock.now(), status: 200, durationMs: 0 }])
})

test.concurrent.for(['stream-forever', 'drip-forever'] as const)(
  'a receiver that answers 200 and then does "%s" has been delivered to',
  async (answer, { expect }) => {
    await using receiver = await startReceiver([answer])
    await using courier = createCourier()
    const [delivery, order] = deliveryTo(receiver.url, createManualClock())

    await courier.send(delivery, order)
    expect(delivery.state).toBe('delivered')
    // The body is cut, and with it the connection.
    await receiver.disconnected()
    await expect.poll(() => courier.inFlight).toBe(0)
  },
)

test.concurrent('many deliveries to one receiver share few connections', async () => {
  await using receiver = await startReceiver([200])
  await using courier = createCourier()
  const clock = createManualClock()

  await Promise.all(Array.from({ length: 500 }, () => courier.send(...deliveryTo(receiver.url, clock))))

  expect(receiver.requests).toHaveLength(500)
  expect(receiver.connectionsMade).toBeLessThanOrEqual(32)
})

test.concurrent('too many deliveries under way: the account that holds most goes without, and another one does not', async () => {
  await using down = await startReceiver([500])
  await using prompt = await startReceiver([200])
  await using courier = createCourier()
  const clock = createManualClock()
  const heavy = { bodyLength: 0.45 * bounds.pendingCallbacks.most }
  const [oldest, older, one] = [0, 1, 2].map(() => deliveryTo(down.url, clock, heavy))
  for (const [delivery, plan] of [oldest, older, one].filter((each) => each !== undefined))
    await courier.send(delivery, plan)
  const errors = () =>
    [oldest, older, one].map((each) => [each?.[0].state, each?.[0].attempts.map(({ error }) => error)])
  const because = `the callbacks under way hold more than ${bounds.pendingCallbacks.most} characters`
  expect(errors()).toEqual([
    ['pending', [null]],
    ['pending', [null]],
    ['failed', [`not sent: ${because}`]],
  ])

  const [delivery, plan] = deliveryTo(prompt.url, clock, { bodyLength: 0.2 * bounds.pendingCallbacks.most })
  const ofAnother = { ...delivery, account: 'acct_2' }
  await courier.send(ofAnother, plan)
  expect(ofAnother.state).toBe('delivered')
  expect(errors().slice(0, 2)).toEqual([
    ['failed', [null, `given up: ${because}`]],
    ['pending', [null]],
  ])
  await clock.advance(1_000)
  expect(down.requests).toHaveLength(3)
})

import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/basics/time/manual-clock.ts'
import { createRealClock } from '../../../src/basics/time/real-clock.ts'
import { createCourier } from '../../../src/simulator/callbacks/courier.ts'
import type { Lookup } from '../../../src/simulator/callbacks/lookup.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { deliveryTo } from './delivering.ts'

test('close ends what is in flight, what waits and what is booked', async () => {
  await using hanging = await startReceiver(['hang'])
  await using failing = await startReceiver([500])
  const courier = createCourier({ limits: { perKey: 2 } })
  const clock = createManualClock()
  const sent = Array.from({ length: 5 }, () => deliveryTo(hanging.url, clock))
  const hung = Promise.all(sent.map(([delivery, order]) => courier.send(delivery, order)))
  const [retrying, order] = deliveryTo(failing.url, clock)
  await courier.send(retrying, order)
  await hanging.received(2)

  await courier.close()
  await hung
  await Promise.all([hanging.disconnected(), failing.disconnected()])

  expect(clock.due()).toEqual([])
  expect([courier.inFlight, courier.waiting]).toEqual([0, 0])
  expect(sent.map(([{ state }]) => state)).toEqual(Array(5).fill('failed'))
  expect(sent[0]?.[0].attempts[0]?.error).toBe('stopped: the simulator closed')
  expect(retrying.attempts).toHaveLength(1)
})

test('close leaves no timer and no socket behind in the process', async () => {
  const held = (kind: RegExp) =>
    process.getActiveResourcesInfo().filter((resource) => kind.test(resource)).length
  // The test runner has timers of its own, and the files before this one may have sockets.
  const [sockets, timers] = [held(/^TCP/), held(/^Timeout/)]
  const clock = createRealClock()
  {
    await using receiver = await startReceiver([200, 'hang'])
    await using courier = createCourier()
    await courier.send(...deliveryTo(receiver.url, clock))
    void courier.send(...deliveryTo(receiver.url, clock))
    await receiver.received(2)
  }
  clock.stop()

  await expect.poll(() => held(/^TCP/)).toBeLessThanOrEqual(sockets)
  await expect.poll(() => held(/^Timeout/)).toBeLessThanOrEqual(timers)
})

test('close ends an attempt that is not even connected yet', async () => {
  let asked: () => void = () => undefined
  const wasAsked = new Promise<void>((resolve) => {
    asked = resolve
  })
  const lookup: Lookup = () => {
    asked()
    return new Promise(() => undefined)
  }
  const courier = createCourier({ lookup })
  const [delivery, order] = deliveryTo('http://receiver.test', createManualClock())
  const sent = courier.send(delivery, order)
  await wasAsked

  await courier.close()
  await sent

  expect(delivery.attempts[0]?.error).toBe('stopped: the simulator closed')
})

test('a lookup that never answers ends with the timeout', async () => {
  await using courier = createCourier({ lookup: () => new Promise(() => undefined) })
  const clock = createManualClock()
  const [delivery, order] = deliveryTo('http://receiver.test', clock)
  const sent = courier.send(delivery, order)

  await clock.advance(10_000)
  await sent

  expect(delivery.attempts[0]?.error).toBe('timed out after 10000 ms')
})

test('after close nothing is sent', async () => {
  await using receiver = await startReceiver()
  const courier = createCourier()
  await courier.close()
  const [delivery, order] = deliveryTo(receiver.url, createManualClock())

  await courier.send(delivery, order)

  expect(receiver.requests).toEqual([])
})

test('dropping an account ends its deliveries and nobody else’s', async () => {
  await using receiver = await startReceiver([500])
  await using courier = createCourier()
  const clock = createManualClock()
  const [mine, myOrder] = deliveryTo(receiver.url, clock)
  const [theirs, theirOrder] = deliveryTo(receiver.url, clock)
  await courier.send(mine, myOrder)
  await courier.send({ ...theirs, account: 'acct_2' }, theirOrder)

  courier.drop('acct_1')
  await clock.runUntilIdle()

  expect(mine.attempts).toHaveLength(1)
  expect(theirs.attempts).toHaveLength(4)
})

test('a fast clock still gives the receiver time to answer', async () => {
  await using receiver = await startReceiver([200])
  await using courier = createCourier()
  // Ten seconds of this clock are a hundredth of a millisecond.
  const clock = createRealClock(1_000_000)
  const [delivery, order] = deliveryTo(receiver.url, clock)

  await courier.send(delivery, order)
  clock.stop()

  expect(delivery.attempts).toMatchObject([{ status: 200, error: null }])
})

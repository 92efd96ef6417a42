import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/basics/time/manual-clock.ts'
import { createCourier } from '../../../src/simulator/callbacks/courier.ts'
import type { Lookup } from '../../../src/simulator/callbacks/lookup.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { deliveryTo } from './delivering.ts'

/** A resolver that knows one name; each question gets the next answer, the last one again and again. */
const resolving = (...answers: readonly (readonly string[])[]): Lookup => {
  let asked = 0
  return async () => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? []
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  }
}

test.each(['203.0.113.7', '10.0.0.1', '0.0.0.0', '[2001:db8::1]', '[::ffff:10.0.0.1]', '[::]', '0x0a.1'])(
  'policy local refuses %s in one recorded attempt and no retry',
  async (host) => {
    await using courier = createCourier()
    const clock = createManualClock()
    const [delivery, order] = deliveryTo(`http://${host}:9/hook`, clock)

    await courier.send(delivery, order)
    await clock.runUntilIdle()

    expect(delivery.state).toBe('refused')
    expect(delivery.attempts).toHaveLength(1)
    expect(delivery.attempts[0]).toMatchObject({ status: null, durationMs: 0 })
    expect(delivery.attempts[0]?.error).toMatch(
      /^refused by policy local: \S+ is not a loopback address; allow it with /,
    )
  },
)

test('says which address was refused and how to allow it', async () => {
  await using courier = createCourier({ lookup: resolving(['203.0.113.7']) })
  const [delivery, order] = deliveryTo('https://example.com/hook', createManualClock())

  await courier.send(delivery, order)

  expect(delivery.attempts[0]?.error).toBe(
    'refused by policy local: 203.0.113.7 is not a loopback address; allow it with --callback-allow example.com',
  )
})

test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', 'double.localhost'])(
  'policy local delivers to %s',
  async (host) => {
    await using receiver = await startReceiver()
    await using courier = createCourier()
    const [delivery, order] = deliveryTo(`http://${host}:${receiver.port}/`, createManualClock())

    await courier.send(delivery, order)

    expect(delivery.attempts[0]).toMatchObject({ status: 200, error: null })
  },
)

test('policy local delivers to the IPv6 loopback', async ({ skip }) => {
  const receiver = await startReceiver([200], { host: '::1' }).catch(() => skip('this machine has no IPv6'))
  await using courier = createCourier()
  const [delivery, order] = deliveryTo(receiver.url, createManualClock())

  await courier.send(delivery, order)
  await receiver[Symbol.asyncDispose]()

  expect(delivery.state).toBe('delivered')
})

test('policy local refuses a name when only one of its addresses is elsewhere', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier({ lookup: resolving(['127.0.0.1', '203.0.113.7']) })
  const [delivery, order] = deliveryTo(`http://receiver.test:${receiver.port}`, createManualClock())

  await courier.send(delivery, order)

  expect(delivery.state).toBe('refused')
  expect(receiver.connectionsMade).toBe(0)
})

test('a name that resolves elsewhere the second time gets nowhere (DNS rebinding)', async () => {
  await using receiver = await startReceiver(['reset'])
  await using courier = createCourier({ lookup: resolving(['127.0.0.1'], ['169.254.169.254']) })
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(`http://receiver.test:${receiver.port}`, clock)

  await courier.send(delivery, order)
  await clock.runUntilIdle()

  expect(delivery.attempts.map(({ error }) => error)).toEqual([
    'connection reset',
    expect.stringContaining('refused by policy local: 169.254.169.254 is not a loopback address'),
  ])
  expect(delivery.state).toBe('refused')
})

test('a name that resolves to this machine is refused by policy provider', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier({ policy: 'provider', lookup: resolving(['::ffff:127.0.0.1']) })
  const [delivery, order] = deliveryTo(`http://receiver.test:${receiver.port}`, createManualClock())

  await courier.send(delivery, order)

  expect(delivery.attempts[0]?.error).toBe(
    'refused by policy provider: ::ffff:127.0.0.1 is an internal address',
  )
  expect(receiver.connectionsMade).toBe(0)
})

test('a host that is allowed is delivered to wherever it is', async () => {
  await using receiver = await startReceiver()
  // 127.0.0.1 stands for a neighbour; the rule that lets it through is the one under test in policies.test.ts.
  await using courier = createCourier({ allow: ['receiver.test'], lookup: resolving(['127.0.0.1']) })
  const [delivery, order] = deliveryTo(`http://receiver.test:${receiver.port}`, createManualClock())

  await courier.send(delivery, order)

  expect(delivery.state).toBe('delivered')
})

test.each([
  ['ftp://127.0.0.1/x', 'refused: ftp is neither http nor https'],
  ['file:///etc/passwd', 'refused: file is neither http nor https'],
  ['not a url', 'refused: the address is not a URL'],
  ['http://', 'refused: the address is not a URL'],
])('nothing is sent to %s', async (url, error) => {
  await using courier = createCourier({ policy: 'any' })
  const [delivery, order] = deliveryTo(url, createManualClock())

  await courier.send(delivery, order)

  expect(delivery).toMatchObject({ state: 'refused', attempts: [{ status: null, error }] })
})

test('a name nobody knows is an ordinary failure, and is tried again', async () => {
  const lookup: Lookup = () =>
    Promise.reject(Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' }))
  await using courier = createCourier({ lookup })
  const clock = createManualClock()
  const [delivery, order] = deliveryTo('http://receiver.test', clock)

  await courier.send(delivery, order)
  await clock.runUntilIdle()

  expect(delivery.attempts.map(({ error }) => error)).toEqual(Array(4).fill('host not found'))
})

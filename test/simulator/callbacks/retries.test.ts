import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { MANUAL_START } from '../../../src/basics/time/clock.ts'
import { createManualClock } from '../../../src/basics/time/manual-clock.ts'
import { kieCallbacks } from '../../../src/contracts/kie/callbacks.ts'
import { createCourier } from '../../../src/simulator/callbacks/courier.ts'
import { freePort } from '../../helpers/free-port.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { deliveryTo } from './delivering.ts'

test('delivers at once, and once, when the receiver answers 200', async () => {
  await using receiver = await startReceiver([200])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(`${receiver.url}/hook?job=7`, clock)

  await courier.send(delivery, order)
  await clock.runUntilIdle()

  expect(delivery.state).toBe('delivered')
  expect(delivery.attempts).toMatchObject([{ at: MANUAL_START, status: 200, durationMs: 0, error: null }])
  expect(receiver.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /hook?job=7'])
})

test('delivers again one second after a 500, and two seconds after the next', async () => {
  await using receiver = await startReceiver([500, 500, 200])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(receiver.url, clock)

  await courier.send(delivery, order)
  await clock.advance(999)
  expect(receiver.requests).toHaveLength(1)
  await clock.advance(1)
  expect(receiver.requests).toHaveLength(2)
  await clock.advance(1_999)
  expect(receiver.requests).toHaveLength(2)
  await clock.advance(1)

  expect(delivery.state).toBe('delivered')
  expect(delivery.attempts.map(({ at, status }) => [at - MANUAL_START, status])).toEqual([
    [0, 500],
    [1_000, 500],
    [3_000, 200],
  ])
})

test('gives up after three retries, seven seconds after the first attempt', async () => {
  await using receiver = await startReceiver([503])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(receiver.url, clock)

  await courier.send(delivery, order)
  await clock.advance(3_600_000)

  expect(delivery.state).toBe('failed')
  expect(delivery.attempts.map(({ at }) => at - MANUAL_START)).toEqual([0, 1_000, 3_000, 7_000])
  expect(clock.due()).toEqual([])
})

test.each([200, 201, 202, 204, 299])('takes a %i for success', async (status) => {
  await using receiver = await startReceiver([status])
  await using courier = createCourier()
  const [delivery, order] = deliveryTo(receiver.url, createManualClock())

  await courier.send(delivery, order)

  expect(delivery.state).toBe('delivered')
})

test.each([301, 302, 307, 308])('does not follow a %i', async (status) => {
  await using receiver = await startReceiver([status])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(`${receiver.url}/hook`, clock)

  await courier.send(delivery, order)
  await clock.runUntilIdle()

  expect(delivery.state).toBe('failed')
  expect(delivery.attempts[0]).toMatchObject({ status, error: 'redirects are not followed' })
  expect(new Set(receiver.requests.map(({ path }) => path))).toEqual(new Set(['/hook']))
})

test('waits ten seconds for an answer, then one more before it tries again', async () => {
  await using receiver = await startReceiver(['hang', 200])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(receiver.url, clock)

  const first = courier.send(delivery, order)
  await receiver.received(1)
  await clock.advance(9_999)
  expect(delivery.attempts).toEqual([])
  await clock.advance(1)
  await first
  expect(delivery.attempts).toEqual([
    { at: MANUAL_START, status: null, durationMs: 10_000, error: 'timed out after 10000 ms' },
  ])
  await clock.advance(1_000)

  expect(delivery.attempts[1]).toMatchObject({
    at: MANUAL_START + 11_000,
    status: 200,
    durationMs: 0,
    error: null,
  })
})

test('waits fifteen seconds by the rules of Kie', async () => {
  await using receiver = await startReceiver(['hang'])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(receiver.url, clock, { rules: kieCallbacks })

  const first = courier.send(delivery, order)
  await receiver.received(1)
  await clock.advance(15_000)
  await first

  expect(delivery.attempts[0]?.error).toBe('timed out after 15000 ms')
})

test('an attempt that hangs on the clock ends when the clock is moved past its timeout', async () => {
  await using receiver = await startReceiver(['hang', 200])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(receiver.url, clock)
  clock.book(clock.now() + 4_000, 'the task ends', () => {
    void courier.send(delivery, order)
    return receiver.received(1)
  })

  await clock.advance(60_000)

  expect(delivery.attempts.map(({ at, status }) => [at - MANUAL_START, status])).toEqual([
    [4_000, null],
    [15_000, 200],
  ])
})

test.each([
  ['reset', 'connection reset'],
  ['close', 'connection closed without a response'],
  ['not-http', 'the response is not HTTP'],
] as const)('a receiver that does "%s" is tried again: %s', async (answer, error) => {
  await using receiver = await startReceiver([answer, 200])
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(receiver.url, clock)

  await courier.send(delivery, order)
  expect(delivery.attempts[0]).toMatchObject({ status: null, error })
  await clock.advance(1_000)

  expect(delivery.state).toBe('delivered')
})

test('a receiver that does not run yet is reached once it does', async () => {
  const gone = await startReceiver([200], { port: await freePort() })
  await gone[Symbol.asyncDispose]()
  await using courier = createCourier()
  const clock = createManualClock()
  const [delivery, order] = deliveryTo(gone.url, clock)

  await courier.send(delivery, order)
  expect(delivery.attempts[0]).toMatchObject({ status: null, error: 'connection refused' })
  await using receiver = await startReceiver([200], { port: gone.port })
  await clock.advance(1_000)

  expect(receiver.requests).toHaveLength(1)
  expect(delivery.state).toBe('delivered')
})

test('a message that cannot be made is a failed attempt, not a crash', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier()
  const [delivery, order] = deliveryTo(receiver.url, createManualClock(), {
    render: () => ({ body: '{}', headers: { 'x-note': 'two\r\nlines' } }),
  })

  await courier.send(delivery, order)

  expect(delivery.attempts[0]?.error).toMatch(/^could not be sent: invalid x-note header/)
  expect(courier.inFlight).toBe(0)
})

test('a status that HTTP does not have ends the attempt before anything is made of it', async () => {
  const server = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .once('data', () => socket.write('HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n')),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await using courier = createCourier()
  const clock = createManualClock()
  const { port } = server.address() as AddressInfo
  const [delivery, order] = deliveryTo(`http://127.0.0.1:${port}/`, clock)

  await courier.send(delivery, order)

  expect(delivery.attempts).toMatchObject([
    { status: null, error: 'could not be sent: 99 is not a status of HTTP' },
  ])
  server.close()
})

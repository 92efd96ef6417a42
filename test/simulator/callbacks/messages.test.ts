import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { MANUAL_START } from '../../../src/basics/time/clock.ts'
import { createManualClock } from '../../../src/basics/time/manual-clock.ts'
import { signKieCallback } from '../../../src/contracts/kie/callbacks.ts'
import { createCourier } from '../../../src/simulator/callbacks/courier.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { deliveryTo } from './delivering.ts'

test('posts JSON with a length and a user agent', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier()
  const render = () => ({ body: '{"state":"success","note":"für dich"}', headers: {} })

  await courier.send(...deliveryTo(receiver.url, createManualClock(), { render }))

  expect(receiver.requests[0]?.body).toBe('{"state":"success","note":"für dich"}')
  expect(receiver.requests[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'content-length': '38',
    'user-agent': 'stuntdouble-callback',
  })
})

test('lets the message replace a default header', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier()
  const render = () => ({ body: 'x', headers: { 'Content-Type': 'text/plain' } })

  await courier.send(...deliveryTo(receiver.url, createManualClock(), { render }))

  expect(receiver.requests[0]?.headers['content-type']).toBe('text/plain')
})

test('signs each attempt with its own time', async () => {
  await using receiver = await startReceiver([500, 200])
  await using courier = createCourier()
  const clock = createManualClock()
  const render = (_attempt: number, now: number) => ({
    body: '{}',
    headers: signKieCallback('abc', Math.floor(now / 1_000), 'secret'),
  })

  await courier.send(...deliveryTo(receiver.url, clock, { render }))
  await clock.advance(1_000)

  const start = MANUAL_START / 1_000
  expect(receiver.requests.map(({ headers }) => headers['x-webhook-timestamp'])).toEqual([
    `${start}`,
    `${start + 1}`,
  ])
  const signature = createHmac('sha256', 'secret')
    .update(`abc.${start + 1}`)
    .digest('base64')
  expect(receiver.requests[1]?.headers['x-webhook-signature']).toBe(signature)
})

test('tells the message which attempt it is, so that a fault can spoil one of them', async () => {
  await using receiver = await startReceiver([500, 200])
  await using courier = createCourier()
  const clock = createManualClock()
  const render = (attempt: number) => ({ body: attempt === 1 ? '{"trunca' : '{}', headers: {} })

  await courier.send(...deliveryTo(receiver.url, clock, { render }))
  await clock.advance(1_000)

  expect(receiver.requests.map(({ body }) => body)).toEqual(['{"trunca', '{}'])
})

test('sends a name and password in the address as Basic, and shows them nowhere', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier()
  const url = receiver.url.replace('://', '://jo:s%40fe@')
  const [delivery, order] = deliveryTo(url, createManualClock())

  await courier.send(delivery, order)

  expect(receiver.requests[0]?.headers.authorization).toBe(`Basic ${btoa('jo:s@fe')}`)
  expect(delivery.url).toBe(`http://***@127.0.0.1:${receiver.port}/`)
  expect(JSON.stringify(delivery)).not.toContain('fe@')
})

test('a delivery that is sent again keeps its attempts', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier()
  const [delivery, order] = deliveryTo(receiver.url, createManualClock())

  await courier.send(delivery, order)
  await courier.send(delivery, order)

  expect(delivery.attempts.map(({ status }) => status)).toEqual([200, 200])
})

test('one connection serves one delivery after the other', async () => {
  await using receiver = await startReceiver()
  await using courier = createCourier()
  const clock = createManualClock()

  for (let count = 0; count < 20; count += 1) await courier.send(...deliveryTo(receiver.url, clock))

  expect(receiver.requests).toHaveLength(20)
  expect(receiver.connectionsMade).toBeLessThanOrEqual(2)
})

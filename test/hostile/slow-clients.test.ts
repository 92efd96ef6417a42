import { once } from 'node:events'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/start-simulator.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'
import { connectTo, statusesIn, textUntilClosed } from './wire.ts'

const HURRY = { headersMs: 150, requestMs: 200, checkEveryMs: 20, lastWordsMs: 100 }
const startHurried = () => startSimulator({ port: 0, clock: 'manual' }, {}, HURRY)

test.concurrent.each([
  ['never says a word', ''],
  ['stops within its request line', 'GET /v1/ta'],
  ['stops within its headers', 'GET /v1/tasks/x HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  [
    'stops within its body',
    'POST /v1/videos/generations HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"model"',
  ],
  [
    'stops within a chunk',
    'POST /v1/credits HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{',
  ],
])('a client that %s is let go', async (_habit, bytes) => {
  await using simulator = await startHurried()
  const socket = await connectTo(simulator.url)
  const text = textUntilClosed(socket)
  socket.write(bytes)
  expect(statusesIn(await text)).toEqual([408])
  expect((await ask('GET', `${simulator.url}/health`)).status).toBe(200)
})

test.concurrent('a hundred clients that send a header line now and then are let go, and nobody waits for them', async () => {
  await using simulator = await startHurried()
  const sockets = await Promise.all(Array.from({ length: 100 }, () => connectTo(simulator.url)))
  const ends = sockets.map(textUntilClosed)
  for (const socket of sockets) socket.write('GET /health HTTP/1.1\r\nHost: x\r\n')
  const dripping = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('X-Drip: .\r\n')
  }, 10)
  expect((await ask('GET', `${simulator.url}/v1/credits`)).status).toBe(200)
  const answers = await Promise.all(ends)
  clearInterval(dripping)
  expect(answers.flatMap(statusesIn).every((status) => status === 408)).toBe(true)
})

test.concurrent('clients that hang up in the middle of anything leave the others alone', async () => {
  await using double = await startTestSimulator({ latency: '1s' })
  const body = '{"model":"wan2.5-text-to-video","prompt":"a cat"}'
  const head = `POST /v1/videos/generations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
  const whole = head + body
  for (let length = 1; length <= whole.length; length += 7) {
    const socket = await connectTo(double.url)
    socket.write(whole.slice(0, length))
    socket.resetAndDestroy()
  }
  const answer = double.createEvolink()
  const account = double.simulator.account('test-key')
  // The answer waits on the account's clock; how soon the request arrives is the network's business.
  while (account.clock.due().length === 0) await new Promise((resolve) => setImmediate(resolve))
  await double.advance(1_000)
  expect((await answer).status).toBe(200)
})

test.concurrent('a client that hangs up while its answer waits still made a task, and the wait ends quietly', async () => {
  await using double = await startTestSimulator({ latency: '1s' })
  const body = '{"model":"wan2.5-text-to-video","prompt":"a cat"}'
  const socket = await connectTo(double.url)
  socket.write(
    `POST /v1/videos/generations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer gone-client\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  const account = double.simulator.account('gone-client')
  while (account.clock.due().length === 0) await new Promise((resolve) => setImmediate(resolve))
  socket.resetAndDestroy()
  await once(socket, 'close')
  await double.advance(1_000)
  expect((await double.get('/__stuntdouble/tasks', { key: 'gone-client' })).json.items).toHaveLength(1)
})

const USUAL = { headersMs: 10_000, requestMs: 30_000, checkEveryMs: 2_000 }

test.concurrent.each([
  ['says nothing', '', 60_000],
  ['has sent half a header', 'GET /v1/ta', 50],
  [
    'has sent half a body',
    'POST /v1/videos/generations HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{',
    50,
  ],
])('closing ends although a client %s', async (_habit, bytes, lastWordsMs) => {
  const simulator = await startSimulator({ port: 0 }, {}, { ...USUAL, lastWordsMs })
  const socket = await connectTo(simulator.url)
  const text = textUntilClosed(socket)
  if (bytes !== '') await new Promise((resolve) => socket.write(bytes, resolve))
  // The server has seen the connection once it has answered on a later one.
  await ask('GET', `${simulator.url}/health`)
  await simulator.close()
  expect(await text).toBe('')
})

test.concurrent('closing lets an answer under way finish', async () => {
  const double = await startTestSimulator({ latency: '1h' })
  const answer = double.createKie()
  const account = double.simulator.account('test-key')
  while (account.clock.due().length === 0) await new Promise((resolve) => setImmediate(resolve))
  await double.simulator.close()
  expect((await answer).json.code).toBe(200)
})

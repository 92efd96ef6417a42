import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EFFORT } from '../helpers/effort.ts'
import { type Answer, startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'
import { connectTo, exchangeBytes, statusesIn, textUntilClosed } from './wire.ts'

const CROWD = EFFORT > 1 ? 300 : 200

const collectGarbage = (): number => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

test('random bytes are answered with 400 or nothing, and leave the server as it was', async () => {
  await using double = await startTestSimulator()
  const line = fc.constantFrom(
    'GET / HTTP/1.1\r\n',
    'Host: x\r\n',
    '\r\n',
    'POST /v1/credits HTTP/1.1\r\n',
    '\0',
    'Content-Length: 3\r\n',
  )
  const bytes = fc
    .array(
      fc.oneof(
        fc.uint8Array({ maxLength: 40 }).map((raw) => Buffer.from(raw)),
        line.map((text) => Buffer.from(text)),
      ),
      { maxLength: 8 },
    )
    .map((parts) => Buffer.concat(parts))
  await fc.assert(
    fc.asyncProperty(bytes, async (sent) => {
      const statuses = statusesIn(await exchangeBytes(double.url, sent))
      for (const status of statuses) expect(status).toBeOneOf([400, 401, 404, 408, 417, 431])
    }),
    { numRuns: 30 * EFFORT },
  )
  expect((await double.get('/health')).status).toBe(200)
})

test('hundreds of connections at once are all answered', async () => {
  await using double = await startTestSimulator()
  const body = '{"model":"wan2.5-text-to-video","prompt":"a cat"}'
  const create = (index: number): string =>
    `POST /v1/videos/generations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer crowd-${index % 50}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`
  const sockets = await Promise.all(Array.from({ length: CROWD }, () => connectTo(double.url)))
  const texts = sockets.map(textUntilClosed)
  for (const [index, socket] of sockets.entries()) socket.write(create(index))
  const answers = await Promise.all(texts)
  expect(answers.flatMap(statusesIn)).toEqual(Array(CROWD).fill(200))
  const ids = answers.map((answer) => /"id":"([^"]+)"/.exec(answer)?.[1])
  expect(new Set(ids).size).toBe(CROWD)
})

test('receivers that hang, close, reset, talk nonsense or stream forever cost the others nothing', async () => {
  const habits: readonly Answer[] = [
    'hang',
    'close',
    'reset',
    'not-http',
    'stream-forever',
    'drip-forever',
    500,
    200,
  ]
  const receivers = await Promise.all(habits.map((habit) => startReceiver([habit])))
  await using double = await startTestSimulator({
    clock: 'real',
    queue: 0,
    run: 0,
    // Those that hang do so until the end: the good one is served all the same.
    kieCallbackTimeout: '1m',
    kieCallbackRetries: 'off',
  })
  for (let round = 0; round < 6; round += 1) {
    await Promise.all(
      receivers.map(({ url }) => double.createKie({}, { callBackUrl: url }, { key: `round-${round}` })),
    )
  }
  const good = receivers.at(-1)
  await good?.received(6)
  expect((await double.get('/health')).status).toBe(200)
  expect(good?.requests).toHaveLength(6)
  await double.simulator.close()
  for (const receiver of receivers) {
    await receiver.disconnected()
    await receiver[Symbol.asyncDispose]()
  }
})

test('after a load and a reset, memory is back near where it was', async () => {
  await using double = await startTestSimulator({ journalMax: 100, credits: 1e9 })
  const load = async (): Promise<void> => {
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const key = `load-${index % 10}`
        await double.createKie({ x: 'y'.repeat(30_000) }, { callBackUrl: 'http://127.0.0.1:9/' }, { key })
        await double.post('/api/v1/jobs/createTask', '[[[[', { key })
        await double.recordInfo('nothing', { key })
      }),
    )
    await double.post('/__stuntdouble/reset', undefined, { key: null })
  }
  await load()
  const before = collectGarbage()
  await load()
  const after = collectGarbage()
  expect(after - before).toBeLessThan(1024 * 1024)
})

test('a journal of large bodies stays small', async () => {
  await using double = await startTestSimulator({ credits: 1e9 })
  const { taskId } = (await double.createKie({ image: 'x'.repeat(300_000) })).json.data
  const before = collectGarbage()
  for (let read = 0; read < 25; read += 1) await double.recordInfo(taskId)
  expect(collectGarbage() - before).toBeLessThan(10 * 1024 * 1024)
})

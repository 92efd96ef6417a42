import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signKieCallback } from '../../src/contracts/kie/callbacks.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'

/** Callbacks: read leniently, verified strictly, and believed only after asking. */

/** The callback examples of the only page that has any. */
const pageExamples = (): string[] => {
  const page = readFileSync('specs/pages/kie/wan-2-5-image-to-video.playground.txt', 'utf8')
  const starts = [...page.matchAll(/^\{\s*"code": (?:200|501),\s*"data"/gm)].map(({ index }) => index)
  return starts.map((start) => {
    for (let end = page.indexOf('}', start); end > 0; end = page.indexOf('}', end + 1)) {
      try {
        JSON.parse(page.slice(start, end + 1))
        return page.slice(start, end + 1)
      } catch {}
    }
    return ''
  })
}

test('reads the callback examples of Kie’s page', async () => {
  await using double = await startDouble()
  const tasks = pageExamples().map((example) => double.kie().callbacks.parse(example).task)
  expect(tasks.map(({ phase }) => phase)).toEqual(['succeeded', 'failed'])
  expect(tasks[0]).toMatchObject({ urls: ['https://example.com/generated-image.jpg'] })
  expect(tasks[1]).toMatchObject({ failure: { code: '500', message: 'Internal server error' } })
})

test('reads EvoLink’s cancelled task, which only callbacks know', async () => {
  await using double = await startDouble()
  const body = JSON.stringify({ id: 'task-unified-1-a', status: 'cancelled', brandNew: [1] })
  expect(double.evolink().callbacks.parse(body)).toMatchObject({
    taskId: 'task-unified-1-a',
    task: { phase: 'failed', failure: { code: 'cancelled' }, raw: { brandNew: [1] } },
  })
})

test.each(['', '{', 'null', '[]', '{"code":200}', '{"data":{"taskId":5}}'])(
  '%j is not a callback',
  async (body) => {
    await using double = await startDouble()
    expect(() => double.kie().callbacks.parse(body)).toThrow(
      expect.objectContaining({ kind: 'invalid-callback' }),
    )
  },
)

test('verifies Kie’s signature over the raw bytes, inside the window', async () => {
  await using receiver = await startReceiver()
  await using double = await startDouble({ kieWebhookKey: 'hook-secret' })
  const client = double.kie({ webhookKey: 'hook-secret' })
  await double.settled(client.videos.create({ ...kieRequest(), callBackUrl: receiver.url }))
  await double.clock.advance(5_000)
  const { headers, body } = receiver.requests[0] ?? { headers: {}, body: '' }
  const bytes = Buffer.from(body)
  expect(client.callbacks.verify({ headers, body: bytes })).toEqual({ isVerified: true })
  expect(client.callbacks.verify({ headers, body: bytes, key: 'another' })).toMatchObject({
    reason: 'wrong-signature',
  })
  const changed = Buffer.from(String(body).replace(/"taskId":"./, '"taskId":"x'))
  expect(client.callbacks.verify({ headers, body: changed })).toMatchObject({ reason: 'wrong-signature' })
  await double.clock.advance(301_000)
  expect(client.callbacks.verify({ headers, body: bytes })).toMatchObject({ reason: 'outside-window' })
})

const BODY = JSON.stringify({ code: 200, data: { taskId: 'abc', state: 'success' } })

test.each([
  [{}, 'no-signature'],
  [{ 'x-webhook-timestamp': '1767225600' }, 'no-signature'],
  [{ 'x-webhook-timestamp': 'soon', 'x-webhook-signature': 'a' }, 'no-signature'],
  [{ 'x-webhook-timestamp': '1767225600', 'x-webhook-signature': '' }, 'wrong-signature'],
  [{ 'x-webhook-timestamp': '1767225600', 'x-webhook-signature': 'ü'.repeat(44) }, 'wrong-signature'],
  [signKieCallback('another', 1767225600, 'hook-secret'), 'wrong-signature'],
  [signKieCallback('abc', 1767225000, 'hook-secret'), 'outside-window'],
])('headers %o are not verified: %s', async (headers, reason) => {
  await using double = await startDouble()
  const { callbacks } = double.kie({ webhookKey: 'hook-secret' })
  expect(callbacks.verify({ headers, body: BODY })).toEqual({ isVerified: false, reason })
})

test('says so when there is nothing to verify by', async () => {
  await using double = await startDouble()
  expect(double.kie().callbacks.verify({ headers: {}, body: BODY })).toMatchObject({ reason: 'no-key' })
  const body = JSON.stringify({ id: 'task-unified-1-a', status: 'completed' })
  expect(double.evolink().callbacks.verify({ headers: {}, body, key: 'a' })).toMatchObject({
    reason: 'not-signed-by-provider',
  })
})

test('a callback that contradicts the query is not believed', async () => {
  await using receiver = await startReceiver()
  await using double = await startDouble()
  const client = double.evolink(struckBy('callback-contradicts'))
  await double.settled(client.videos.create({ ...evolinkRequest(), callback_url: receiver.url }))
  await double.clock.advance(5_000)
  const callback = client.callbacks.parse(receiver.requests[0]?.body ?? '')
  expect(callback.task.phase).toBe('failed')
  expect(await double.settled(client.callbacks.confirm(callback))).toMatchObject({ phase: 'succeeded' })
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { startSimulator } from 'stuntdouble'

let double
before(async () => {
  double = await startSimulator({ port: 0, clock: 'manual' })
})
after(() => double.close())

/** Each test has a key of its own, and with it an account of its own. */
const accountFor = (test) => double.account(`test.${encodeURIComponent(test.name)}`)

/** Stands for your own code: it orders a video. */
const createVideo = async (key, prompt, callbackUrl) => {
  const response = await fetch(`${double.baseUrls.evolink}/v1/videos/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'wan2.5-text-to-video', prompt, callback_url: callbackUrl }),
  })
  return (await response.json()).id
}

/** Stands for your own receiver of callbacks. */
const startReceiver = async () => {
  const videos = new Map()
  const server = createServer(async (request, response) => {
    const { id, status } = JSON.parse(Buffer.concat(await request.toArray()))
    videos.set(id, status)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { videos, url: `http://127.0.0.1:${server.address().port}/done`, close: () => server.close() }
}

test('a callback that comes twice is stored once', async (context) => {
  const account = accountFor(context)
  const receiver = await startReceiver()
  context.after(receiver.close)
  const id = await createVideo(account.key, 'a cat [[stunt: callback-duplicated]]', receiver.url)
  await account.clock.runUntilIdle()
  await account.settled()
  assert.equal(account.deliveries().length, 2)
  assert.deepEqual([...receiver.videos], [[id, 'completed']])
})

test('a video is ready after its time', async (context) => {
  const account = accountFor(context)
  const id = await createVideo(account.key, 'a cat')
  await account.clock.advance('4s')
  assert.deepEqual(
    account.tasks({ phase: 'succeeded' }).map((task) => task.id),
    [id],
  )
})

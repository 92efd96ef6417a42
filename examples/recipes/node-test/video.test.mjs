import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startSimulator } from 'stuntdouble'

let double
before(async () => {
  double = await startSimulator({ port: 0, clock: 'manual' })
})
after(() => double.close())

/** Each test has a key of its own, and with it an account of its own. */
const accountFor = (test) => double.account(`test.${encodeURIComponent(test.name)}`)

test('a video is ready after its time', async (context) => {
  const account = accountFor(context)
  const answer = await fetch(`${double.baseUrls.evolink}/v1/videos/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'wan2.5-text-to-video', prompt: 'a cat' }),
  })
  const { id } = await answer.json()
  await account.clock.advance('4s')
  assert.deepEqual(
    account.tasks({ phase: 'succeeded' }).map((task) => task.id),
    [id],
  )
})

/**
 * Result links do not last: 24 hours at EvoLink. Here the clock moves on by a day, and a link expires before its time.
 *
 *     node examples/expired-link.js
 */
import assert from 'node:assert/strict'
import { startSimulator } from 'stuntdouble'

const double = await startSimulator({ port: 0, clock: 'manual' })
const { clock } = double.account('test-1')
const headers = { authorization: 'Bearer test-1', 'content-type': 'application/json' }
const base = `${double.baseUrls.evolink}/v1`

const linkOf = async (prompt) => {
  const created = await fetch(`${base}/videos/generations`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'wan2.5-text-to-video', prompt, quality: '480p' }),
  })
  const { id } = await created.json()
  await clock.advance('5s')
  return (await (await fetch(`${base}/tasks/${id}`, { headers })).json()).results[0]
}

const download = async (link) => {
  const answer = await fetch(link)
  const bytes = await answer.arrayBuffer()
  return answer.ok
    ? `${answer.status} ${answer.headers.get('content-type')}, ${bytes.byteLength} bytes`
    : answer.status
}

const link = await linkOf('A cat')
console.log(await download(link))
await clock.advance('24h')
console.log(`a day later: ${await download(link)}`)
assert.equal(await download(link), 403)

// The first download breaks off, the second finds the link expired.
const early = await linkOf('A cat [[stunt: result-truncated call=1]] [[stunt: result-expired]]')
await assert.rejects(() => download(early), 'half a video is not a video')
assert.equal(await download(early), 403)
console.log(`another, long before its time: ${await download(early)}`)
await double.close()

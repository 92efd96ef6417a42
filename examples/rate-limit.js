/**
 * A rate limit with recovery: three creates at once where two are allowed per ten seconds. Nobody sleeps: the clock moves.
 *
 *     node examples/rate-limit.js
 */
import assert from 'node:assert/strict'
import { startSimulator } from 'stuntdouble'

const double = await startSimulator({ port: 0, clock: 'manual' })
// The key chooses the scenario, so this works with any SDK that takes a key.
const KEY = 'stunt.rate-limited.worker-3'
const { clock } = double.account(KEY)

const create = async () => {
  const answer = await fetch(`${double.baseUrls.evolink}/v1/videos/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'wan2.5-text-to-video', prompt: 'A cat' }),
  })
  const { id, error } = await answer.json()
  return id === undefined ? `${error.code} ${error.message}, ${error.fallback_suggestion}` : 'created'
}

const answers = [await create(), await create(), await create()]
console.log(answers.join('\n'))
assert.deepEqual(answers, ['created', 'created', '429 Rate limit exceeded, retry after 60 seconds'])

// A 429 is refused before any work is done, so this create request may be sent again, later.
await clock.advance('9999ms')
assert.match(await create(), /^429/)
await clock.advance(1)
console.log('ten seconds later')
assert.equal(await create(), 'created')
console.log('created')
await double.close()

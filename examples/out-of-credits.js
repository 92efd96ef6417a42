/**
 * Credits run out between two creates. The live Kie says so inside an HTTP 200: only the body's code tells.
 *
 *     node examples/out-of-credits.js
 */
import assert from 'node:assert/strict'
import { startSimulator } from 'stuntdouble'

// 5 seconds at 1080p cost 100 credits.
const double = await startSimulator({ port: 0, clock: 'manual', profile: 'observed', credits: 150 })
const account = double.account('test-1')

const create = async () => {
  const answer = await fetch(`${double.baseUrls.kie}/api/v1/jobs/createTask`, {
    method: 'POST',
    headers: { authorization: 'Bearer test-1', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'wan/2-5-text-to-video',
      input: { prompt: 'A cat', duration: '5', resolution: '1080p' },
    }),
  })
  const { code, msg } = await answer.json()
  return `HTTP ${answer.status}, code ${code}: ${msg}`
}

const answers = [await create(), await create()]
console.log(answers.join('\n'))
assert.match(answers.join(), /^HTTP 200, code 200: success,HTTP 200, code 402: Credits insufficient/)
assert.equal(account.tasks().length, 1)
console.log(`${account.credits} credits left`)

// No retry helps; a failed task does, because its credits come back.
account.setScenario('out-of-credits')
assert.match(await create(), /402/)
await double.close()

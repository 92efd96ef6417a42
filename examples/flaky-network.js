/**
 * A network that loses answers: reads are tried again freely, a create request never, because the lost one may have been billed.
 *
 *     node examples/flaky-network.js
 */
import assert from 'node:assert/strict'
import { startSimulator } from 'stuntdouble'

const double = await startSimulator({ port: 0, clock: 'manual' })
const account = double.account('test-1')
account.setScenario({
  rules: [
    { fault: 'connection-reset', operation: 'create', call: 1 },
    { fault: 'server-error', operation: 'retrieve', call: '..2' },
    { fault: 'truncated-body', operation: 'retrieve', call: 3 },
  ],
})

const call = async (path, body) => {
  const answer = await fetch(double.baseUrls.kie + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: 'Bearer test-1', 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  const { code, msg, data } = await answer.json()
  if (code !== 200) throw new Error(`${code} ${msg}`)
  return data
}

const create = () =>
  call('/api/v1/jobs/createTask', { model: 'wan/2-5-text-to-video', input: { prompt: 'A cat' } })

// The connection breaks, and nobody can say whether the task was created. It was.
await assert.rejects(create)
console.log(`no answer to the create request, and ${account.tasks().length} task that is billed`)
assert.equal(account.credits, 9_900)

// A second attempt would be a second task: this is the mistake that costs money.
const { taskId } = await create()
assert.equal(account.tasks().length, 2)

await account.clock.advance('10s')
for (let attempt = 1; ; attempt += 1) {
  try {
    const { state } = await call(`/api/v1/jobs/recordInfo?taskId=${taskId}`)
    console.log(`poll ${attempt}: ${state}`)
    assert.equal(attempt, 4)
    break
  } catch (error) {
    console.log(`poll ${attempt}: ${error.message}`)
  }
}
await double.close()

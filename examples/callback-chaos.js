/**
 * Callbacks as they come on a bad day: early, twice, contradicting, about somebody else's task, or not at all. The
 * receiver takes each for what it is, a nudge: it reads the task again, and polls those it never heard of.
 *
 *     node examples/callback-chaos.js
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { startSimulator } from 'stuntdouble'

const FAULTS = [
  'callback-early',
  'callback-duplicated times=3',
  'callback-contradicts',
  'callback-foreign',
  'callback-truncated',
  'callback-lost',
]

const double = await startSimulator({ port: 0, clock: 'manual' })
const account = double.account('test-1')
const headers = { authorization: 'Bearer test-1', 'content-type': 'application/json' }

const heardOf = []
const receiver = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  // Whatever it says, and whether it can be read or not, it is answered with 200: another attempt would say no more.
  response.end()
  try {
    heardOf.push(JSON.parse(body).data.taskId)
  } catch {
    console.log('a callback that cannot be read')
  }
}).listen(0, '127.0.0.1')
await once(receiver, 'listening')

const callBackUrl = `http://127.0.0.1:${receiver.address().port}/hook`
const asked = new Set()
for (const fault of FAULTS) {
  const input = { prompt: `A cat [[stunt: ${fault}]]` }
  const answer = await fetch(`${double.baseUrls.kie}/api/v1/jobs/createTask`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'wan/2-5-text-to-video', input, callBackUrl }),
  })
  asked.add((await answer.json()).data.taskId)
}
await account.clock.runUntilIdle()

const strangers = heardOf.filter((id) => !asked.has(id))
const silent = [...asked].filter((id) => !heardOf.includes(id))
console.log(`${heardOf.length} callbacks, ${strangers.length} of them about a task we never asked for`)
console.log(`${silent.length} tasks without one that could be read`)
assert.deepEqual([heardOf.length, strangers.length, silent.length], [7, 1, 2])

const states = await Promise.all(
  [...asked].map(async (taskId) => {
    const answer = await fetch(`${double.baseUrls.kie}/api/v1/jobs/recordInfo?taskId=${taskId}`, { headers })
    return (await answer.json()).data.state
  }),
)
console.log(`read again: ${states.join(', ')}`)
assert.ok(states.every((state) => state === 'success'))

receiver.close()
receiver.closeAllConnections()
await double.close()

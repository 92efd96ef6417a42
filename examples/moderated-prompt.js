/**
 * Prompts that the provider's moderation refuses: the create request is accepted, and the task fails. Chosen by your own
 * scenario, which looks at the prompt; and by a directive inside the prompt.
 *
 *     node examples/moderated-prompt.js
 */
import assert from 'node:assert/strict'
import { startSimulator } from 'stuntdouble'

const refusal = { code: 'content_policy_violation', message: 'The prompt violates the content policy.' }
const double = await startSimulator({
  port: 0,
  clock: 'manual',
  // Only the live service says why a task failed; its pages know no such field.
  profile: 'observed',
  scenario: 'strict',
  scenarios: { strict: { rules: [{ fault: 'task-fails', prompt: 'blood', with: refusal }] } },
})
const account = double.account('test-1')
const headers = { authorization: 'Bearer test-1', 'content-type': 'application/json' }
const base = `${double.baseUrls.evolink}/v1`

const make = async (prompt) => {
  const created = await fetch(`${base}/videos/generations`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'wan2.5-text-to-video', prompt }),
  })
  const { id } = await created.json()
  await account.clock.advance('5s')
  const { status, error } = await (await fetch(`${base}/tasks/${id}`, { headers })).json()
  return error === undefined ? status : `${status}: ${error.code}, ${error.message}`
}

const ends = [
  await make('A cat'),
  await make('Blood on the snow'),
  await make('A cat [[stunt: task-fails code=content_policy_violation message="No cats."]]'),
]
console.log(ends.join('\n'))
assert.deepEqual(ends, [
  'completed',
  'failed: content_policy_violation, The prompt violates the content policy.',
  'failed: content_policy_violation, No cats.',
])
// What failed was paid back.
const spent = account.tasks().filter(({ phase }) => phase === 'succeeded')
assert.equal(account.credits, 10_000 - spent[0].cost)
await double.close()

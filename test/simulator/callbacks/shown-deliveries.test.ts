import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startReceiver } from '../../helpers/receiver.ts'
import { startTestSimulator } from '../../helpers/simulator.ts'

test('an attempt is shown with the headers that were sent and whether their signature is right', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator({ kieWebhookKey: 'whsec' })
  const fault = { headers: { 'x-stuntdouble-fault': 'callback-bad-signature' } }
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.createKie({}, { callBackUrl: receiver.url }, fault)
  await double.runUntilIdle()
  const [good, bad] = await double.deliveries()
  expect(good).toMatchObject({ fault: null, attempts: [{ signature: 'valid' }] })
  expect(bad).toMatchObject({ fault: 'callback-bad-signature', attempts: [{ signature: 'wrong' }] })
  for (const [index, { attempts }] of [good, bad].entries())
    expect(receiver.requests[index]?.headers).toMatchObject(attempts[0].headers)
})

test('without a key nothing is signed', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.runUntilIdle()
  expect((await double.deliveries())[0].attempts[0].signature).toBe('none')
})

test('the beginning of what the receiver responded is kept', async () => {
  const server = createServer((_request, response) =>
    response.writeHead(422).end('no such order'.repeat(100)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  await double.advance(4_000)
  // The body comes some time after the status.
  const answerOf = async () => (await double.deliveries())[0].attempts[0].answer
  await expect.poll(answerOf).toBe('no such order'.repeat(100).slice(0, 500))
  server.close()
})

test('a failed task is shown with the words that its client reads', async () => {
  await using double = await startTestSimulator()
  const { taskId } = (await double.createKie({ prompt: 'Fails [[stunt: task-fails]]' })).json.data
  await double.runUntilIdle()
  const { failCode, failMsg } = (await double.recordInfo(taskId)).json.data
  const [task] = (await double.get('/__stuntdouble/tasks')).json.items
  expect(task.told).toEqual({ code: failCode, message: failMsg })
})

test('a letter has the time of the account whose callback it is', async () => {
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: `${double.url}/__stuntdouble/inbox/mine` })
  await double.put('/__stuntdouble/clock', { action: 'advance', ms: 10_000 })
  const [letter] = (await double.get('/__stuntdouble/inbox/mine')).json.items
  const [delivery] = await double.deliveries()
  expect(letter.at).toBe(delivery.attempts[0].at)
  expect(letter.account).toBe(delivery.account)
})

import { expect, test } from 'vitest'
import { billSchema } from '../../../src/simulator/bill/bill-schema.ts'
import { startReceiver } from '../../helpers/receiver.ts'
import { startTestSimulator } from '../../helpers/simulator.ts'

/** What create requests would have cost, and what shows that something was paid for twice or lost. */

const lost = { headers: { 'x-stuntdouble-fault': 'gateway-page' } }

test('a run has a sum, in credits and in dollars', async () => {
  await using double = await startTestSimulator()
  await double.createKie({ resolution: '720p' })
  await double.createEvolink({ duration: 10 }, { key: 'other' })
  await double.createKie({ duration: 'x' })
  const bill = billSchema.parse((await double.get('/__stuntdouble/bill', { key: null })).json)
  expect(bill).toMatchObject({
    credits: { kie: 60, evolink: 10 },
    usDollars: 0.4471,
    creates: { accepted: 2, refused: 1, neverLearned: 0 },
    underWay: 2,
  })
  expect(bill.text).toBe(
    'would have cost 60 Kie credits and 10 EvoLink credits = 0.45 US dollars, 2 tasks still under way',
  )
  expect(double.simulator.bill()).toEqual(bill)
  // With a key it is about its account alone.
  const own = (await double.get('/__stuntdouble/bill', { key: 'other' })).json
  expect(own).toMatchObject({ credits: { kie: 0, evolink: 10 }, accounts: [{ credits: { evolink: 10 } }] })
})

test('what failed is given back', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  await double.createKie({ prompt: 'a cat [[stunt: task-fails after=1s]]' })
  expect(account.bill()).toMatchObject({ credits: { kie: 100 }, refunded: { tasks: 0 } })
  await account.clock.advance('1s')
  expect(account.bill()).toMatchObject({
    text: 'would have cost 0 credits = 0.00 US dollars, 1 task refunded',
    credits: { kie: 0 },
    refunded: { tasks: 1, credits: { kie: 100, evolink: 0 } },
    neverRead: 0,
  })
})

test('the same body again after a lost response is paid for twice, and the evidence says by which requests', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  await double.createKie({}, {}, lost)
  await double.createKie()
  const [first, again] = account.exchanges()
  expect(account.bill()).toMatchObject({
    paidTwice: 1,
    doublePayments: [
      {
        first: { exchange: first?.id, task: first?.task },
        answer: { status: 502, fault: 'gateway-page', problem: expect.stringContaining('502') },
        again: { exchange: again?.id, task: again?.task },
        credits: 100,
      },
    ],
  })
})

test('a request is paid for once too often each time it is sent again', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  for (const options of [lost, lost, {}]) await double.createKie({}, {}, options)
  expect(account.bill()).toMatchObject({ paidTwice: 2, creates: { neverLearned: 2 } })
})

test.each([
  ['another body', { prompt: 'a dog' }, 'test-key'],
  ['another account', {}, 'other'],
])('%s is something else that was bought', async (_what, input, key) => {
  await using double = await startTestSimulator()
  await double.createKie({}, {}, lost)
  await double.createKie(input, {}, { key })
  expect(double.simulator.bill().paidTwice).toBe(0)
})

test('who has a response, or has read the first task, may want the same again', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  await double.createKie()
  await double.createKie()
  await double.createEvolink({}, lost)
  await double.retrieve(account.tasks({ provider: 'evolink' })[0]?.id)
  await double.createEvolink()
  expect(account.bill().paidTwice).toBe(0)
})

test('nobody pays twice where the first task failed', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  const body = { prompt: 'a cat [[stunt: gateway-page at=accepted]]' }
  await double.createKie(body)
  await double.post(`/__stuntdouble/tasks/${account.tasks()[0]?.id}/fail`)
  await double.createKie(body)
  expect(account.bill().paidTwice).toBe(0)
})

test('a paid task that nobody read to its end is lost', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  const read = (await double.createKie()).json.data.taskId
  const left = (await double.createKie({ prompt: 'a dog' })).json.data.taskId
  await double.recordInfo(left)
  await account.clock.runUntilIdle()
  expect(account.bill().neverRead).toBe(2)
  await double.recordInfo(read)
  expect(account.bill()).toMatchObject({
    neverRead: 1,
    orphans: [{ task: left, credits: 100, endedAt: account.clock.now(), reads: 1 }],
  })
  expect(account.bill().text).toContain('1 paid task never read to its end')
})

test('a read tells nothing when its response is lost or an error', async () => {
  await using double = await startTestSimulator({ profile: 'observed' })
  const account = double.simulator.account('test-key')
  const { taskId } = (await double.createKie()).json.data
  await account.clock.runUntilIdle()
  for (const fault of ['truncated-body', 'server-error', 'malformed-json'])
    await double.recordInfo(taskId, { headers: { 'x-stuntdouble-fault': fault } }).catch(() => undefined)
  expect(account.bill().neverRead).toBe(1)
  await double.recordInfo(taskId, { headers: { 'x-stuntdouble-fault': 'slow-response by=0 pieces=1' } })
  expect(account.bill().neverRead).toBe(0)
})

test('a delivered callback reports the end, unless it says something else', async () => {
  await using double = await startTestSimulator()
  await using receiver = await startReceiver()
  const account = double.simulator.account('test-key')
  await double.createKie({}, { callBackUrl: receiver.url })
  await double.createKie(
    { prompt: 'a dog' },
    { callBackUrl: receiver.url },
    { headers: { 'x-stuntdouble-fault': 'callback-contradicts' } },
  )
  await account.clock.runUntilIdle()
  expect(account.deliveries({ state: 'delivered' })).toHaveLength(2)
  expect(account.bill().orphans).toMatchObject([{ task: account.tasks()[1]?.id }])
})

test('what an account came to before a reset is still part of the run', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  await double.createKie()
  account.reset()
  expect(account.bill()).toMatchObject({ text: 'nothing was asked for', usDollars: 0 })
  expect(double.simulator.bill()).toMatchObject({ usDollars: 0.5, beforeResets: { usDollars: 0.5 } })
})

test('a label names an account for people, and adds up those that share it', async () => {
  await using double = await startTestSimulator()
  const label = { 'x-stuntdouble-label': `checkout${'!'.repeat(200)}` }
  await double.createKie({}, {}, { headers: label })
  await double.createKie({}, {}, { key: 'a-key-that-is-long-enough', headers: label })
  await double.createKie({}, {}, { key: 'third' })
  double.simulator.account('third').label = 'refunds'
  expect(double.simulator.bill().labels).toMatchObject([
    { label: `checkout${'!'.repeat(72)}`, credits: { kie: 200 } },
    { label: 'refunds', credits: { kie: 100 } },
  ])
  double.simulator.account('third').reset()
  expect(double.simulator.bill().labels).toMatchObject([{ label: 'refunds', credits: { kie: 100 } }, {}])
  const accounts = (await double.get('/__stuntdouble/accounts', { key: null })).json.items
  expect(accounts).toMatchObject([
    { label: expect.stringContaining('checkout'), keyHint: null },
    { label: expect.stringContaining('checkout'), keyHint: 'a-ke…gh' },
    { label: 'refunds', keyHint: null },
  ])
})

test('of many double payments the newest are shown and all are counted', async () => {
  await using double = await startTestSimulator()
  for (let nth = 0; nth < 23; nth += 1) await double.createKie({}, {}, lost)
  const bill = double.simulator.account('test-key').bill()
  expect(bill.paidTwice).toBe(22)
  expect(bill.doublePayments).toHaveLength(20)
})

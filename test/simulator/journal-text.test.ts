import { expect, test } from 'vitest'
import { journalText } from '../../src/simulator/journal/journal-text.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

/** What a failed test prints. */

test('a failed test shows what its account saw, what is still due, and its bill', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('stunt.happy.my-test')
  const options = { key: account.key }
  await double.createKie({}, {}, { ...options, headers: { 'x-stuntdouble-fault': 'gateway-page' } })
  await double.createKie({}, {}, options)
  await account.clock.advance('2s')
  const [first, again] = account.exchanges()
  expect(journalText(account).replaceAll(/^ {4}[<>] .*\n/gm, '')).toBe(
    `stuntdouble: what stunt.happy.my-test saw (scenario happy, 9800 credits left)
  00:00:00.000 POST /api/v1/jobs/createTask → 502  fault: gateway-page
    Accepted and billed, 100 credits, but your client never learned it. HTTP 502, and not in the provider's form.
  00:00:00.000 POST /api/v1/jobs/createTask → 200
    accepted, 100 credits
still due at 00:00:02.000
  task ${first?.task}: succeeded, in 2 s
  task ${again?.task}: succeeded, in 2 s
stunt.happy.my-test: would have cost 200 credits = 1.00 US dollars, 1 task paid twice, 1 task billed without the client learning it, 2 tasks still under way
  paid twice, 100 credits too much:
    ${first?.id} bought task ${first?.task}
    it got HTTP 502 (fault gateway-page): HTTP 502, and not in the provider's form.
    ${again?.id} sent the same body again and bought task ${again?.task}`,
  )
})

test('of many entries the newest are shown', async () => {
  await using double = await startTestSimulator()
  const account = double.simulator.account('test-key')
  expect(journalText(account)).toContain('nothing: no request came with its key')
  for (let nth = 0; nth < 22; nth += 1) await double.get('/api/v1/chat/credit')
  expect(journalText(account)).toContain('… 2 older entries')
})

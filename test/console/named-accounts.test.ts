import { expect, test } from 'vitest'
import { startReceiver } from '../helpers/receiver.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

/** The page has no keys: it says by name which account a control call is about. */

const keyless = { key: null }

const startTwo = async () => {
  const double = await startTestSimulator()
  const { taskId } = (await double.createKie({}, {}, { key: 'stunt.happy.one' })).json.data
  await double.createKie({}, {}, { key: 'stunt.happy.two' })
  const about = async (name: string) =>
    (await double.get('/__stuntdouble/accounts', keyless)).json.items.find(
      (account: { readonly name: string }) => account.name === name,
    )
  return Object.assign(double, { taskId, about })
}

test('an account is named, and only its clock, scenario and tasks are changed', async () => {
  await using double = await startTwo()
  const query = '?account=stunt.happy.one'
  const before = await double.about('stunt.happy.two')

  const move = { action: 'advance', ms: 1_500 }
  await double.put(`/__stuntdouble/clock${query}`, move, keyless)
  expect((await double.get(`/__stuntdouble/clock${query}`, keyless)).json.iso).toBe(
    '2026-01-01T00:00:01.500Z',
  )
  await double.put(`/__stuntdouble/scenario${query}`, { scenario: 'flaky' }, keyless)
  expect((await double.get(`/__stuntdouble/scenarios${query}`, keyless)).json.current).toBe('flaky')
  const failed = await double.post(`/__stuntdouble/tasks/${double.taskId}/fail${query}`, {}, keyless)
  expect(failed.json.phase).toBe('failed')
  expect((await double.post(`/__stuntdouble/reset${query}`, undefined, keyless)).json).toEqual({
    reset: ['stunt.happy.one'],
  })
  expect((await double.about('stunt.happy.one')).tasks).toBe(0)

  expect(await double.about('stunt.happy.two')).toEqual(before)
})

test('a callback is sent again by the name of its account', async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  await double.createKie({}, { callBackUrl: receiver.url }, { key: 'stunt.happy.one' })
  await double.runUntilIdle()
  const [{ id }] = await double.deliveries(keyless)
  const path = `/__stuntdouble/deliveries/${id}/redeliver`
  const sent = await double.post(`${path}?account=stunt.happy.one`, undefined, keyless)
  expect(sent.json.attempts).toHaveLength(2)
  expect(receiver.requests).toHaveLength(2)
})

test('a task of another account is not found under this one', async () => {
  await using double = await startTwo()
  const path = `/__stuntdouble/tasks/${double.taskId}/fail?account=stunt.happy.two`
  expect((await double.post(path, {}, keyless)).status).toBe(404)
})

test('an account that was never opened is a 404 that names it', async () => {
  await using double = await startTwo()
  const answer = await double.post('/__stuntdouble/reset?account=acct_nobody', undefined, keyless)
  expect(answer.status).toBe(404)
  expect(answer.json.error).toContain('"acct_nobody"')
})

test('a key reaches no account but its own, whatever is named', async () => {
  await using double = await startTwo()
  const path = '/__stuntdouble/reset?account=stunt.happy.two'
  expect((await double.post(path, undefined, { key: 'stunt.happy.one' })).status).toBe(403)
  expect((await double.about('stunt.happy.two')).tasks).toBe(1)
  expect((await double.post(path, undefined, { key: 'stunt.happy.two' })).status).toBe(200)
})

test('the document of the control API says where an account can be named', async () => {
  await using double = await startTestSimulator()
  const { paths } = (await double.get('/__stuntdouble/openapi.json', keyless)).json
  for (const operation of [paths['/clock'].put, paths['/scenario'].put, paths['/reset'].post]) {
    expect(operation.parameters).toContainEqual(expect.objectContaining({ name: 'account', in: 'query' }))
  }
})

test('inboxes are listed by name', async () => {
  await using double = await startTestSimulator()
  expect((await double.get('/__stuntdouble/inbox', keyless)).json.items).toEqual([])
  await double.post('/__stuntdouble/inbox/first', 'hello', keyless)
  await double.advance(2_000)
  await double.post('/__stuntdouble/inbox/first', 'again', keyless)
  expect((await double.get('/__stuntdouble/inbox', keyless)).json.items).toEqual([
    { name: 'first', received: 2, lastAt: Date.parse('2026-01-01T00:00:02Z') },
  ])
})

import { expect } from 'vitest'
import { doubleTest } from '../../src/simulator/in-process/vitest.ts'
import { ask, KIE_MODEL } from '../helpers/simulator.ts'

const test = doubleTest()

const create = (url: string, key: string, headers = {}) =>
  ask('POST', `${url}/api/v1/jobs/createTask`, {
    key,
    headers,
    body: { model: KIE_MODEL, input: { prompt: 'a cat' } },
  })

const messageOf = (assert: () => void): string => {
  try {
    assert()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'it passed'
}

test('what was bought once was paid for once: an account, a simulator, or a bill', async ({
  double,
  simulator,
}) => {
  await create(double.baseUrls.kie, double.key)
  expect(double).toHavePaidOnce()
  expect(simulator).toHavePaidOnce()
  expect(JSON.parse(JSON.stringify(double.bill()))).toHavePaidOnce()
})

test('a failure shows both requests, and the response between them', async ({ double }) => {
  await create(double.baseUrls.kie, double.key, {
    'x-stuntdouble-fault': 'connection-reset at=accepted',
  }).catch(() => undefined)
  await create(double.baseUrls.kie, double.key)
  expect(double).not.toHavePaidOnce()
  const [first, again] = double.exchanges()
  expect(messageOf(() => expect(double).toHavePaidOnce())).toBe(
    `expected everything to be paid for once

${double.name}: would have cost 200 credits = 1.00 US dollars, 1 task paid twice, 1 task billed without the client learning it, 2 tasks still under way
  paid twice, 100 credits too much:
    ${first?.id} bought task ${first?.task}
    it got no response (fault connection-reset): The request was sent and no response came.
    ${again?.id} sent the same body again and bought task ${again?.task}`,
  )
})

test('nothing bought is nothing paid', ({ double }) => {
  expect(messageOf(() => expect(double).toHavePaidOnce())).toContain('expected something to be bought')
})

test('what has no bill is refused', () => {
  expect(messageOf(() => expect(7).toHavePaidOnce())).toContain('takes an account')
})

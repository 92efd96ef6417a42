import { afterAll, expect, test } from 'vitest'
import { serve } from './serving.ts'
import { differencesOf, expectedOf, FOLDER, readingOf, unseen } from './unseen.ts'

const pages = unseen.map((name) => [name, expectedOf(name), readingOf(name)] as const)
const nonsense = pages.filter(([, { nonsense }]) => nonsense)
const readable = pages.filter(([, , reading]) => typeof reading !== 'string')

const double = await serve({ models: readable.map(([name]) => `${FOLDER}/${name}`) })
afterAll(() => double[Symbol.asyncDispose]())

test.each(nonsense)('%s is refused with a reason', (_name, _expected, reading) => {
  expect(reading).toMatch(/it seems to be|has not published one/)
})

test('every other page is read, or may be refused with a reason', () => {
  const refused = pages.filter(
    ([, { nonsense, mayRefuse }, reading]) => typeof reading === 'string' && !nonsense && !mayRefuse,
  )
  expect(refused.map(([name]) => name)).toEqual([])
})

test.each(readable)('%s is read as a careful reader reads it', async (_name, expected, reading) => {
  const contracts = typeof reading === 'string' ? [] : reading
  expect(contracts.flatMap(({ models }) => models)).toEqual(expected.models ?? [expected.model])
  const [first] = contracts
  expect(first && differencesOf(first, expected)).toEqual([])
  const isTaken = async (body: unknown): Promise<boolean> => {
    const { json } = await double.post(expected.create.path, body)
    return (json.data?.taskId ?? json.id) !== undefined
  }
  for (const body of expected.mustBeAccepted) expect(await isTaken(body), JSON.stringify(body)).toBe(true)
  for (const body of expected.mustBeRefused) {
    // Callbacks to the host itself are wanted in tests, whatever a page says of HTTPS.
    if (/"http:/.test(JSON.stringify(body))) continue
    expect(await isTaken(body), JSON.stringify(body)).toBe(false)
  }
})

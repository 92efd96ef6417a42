import { expect, test } from 'vitest'
import { ConfigurationError, KieClient } from '../../src/client/index.ts'
import { evolinkRequest, kieRequest, startDouble } from './client-double.ts'

/** A hundred jobs at once: at the provider's pace, in order, and within the budget. */

test('a hundred creates against 20 per 10 s: none is refused, and all are sent in order', async () => {
  await using double = await startDouble({ profile: 'observed' })
  const client = double.kie()
  const prompts = Array.from({ length: 100 }, (_, nth) => `take ${nth}`)
  await double.settled(Promise.all(prompts.map((prompt) => client.videos.create(kieRequest(prompt)))))
  const calls = double.createCalls('kie')
  expect(calls).toHaveLength(100)
  expect(calls.map(({ at }) => Math.floor((at - (calls[0]?.at ?? 0)) / 10_000))).toEqual(
    prompts.map((_, nth) => Math.floor(nth / 20)),
  )
  expect(calls.map(({ request }) => /take \d+/.exec(String(request.body))?.[0])).toEqual(prompts)
})

test('no more tasks run than allowed, and the next one starts when one has been seen to end', async () => {
  await using double = await startDouble({ run: '30s' })
  const client = double.kie({ limits: { creates: 100, windowMs: 1_000, running: 2 } })
  const jobs = ['a', 'b', 'c'].map((prompt) => client.videos.createAndWait(kieRequest(prompt)))
  await double.settled(Promise.all(jobs))
  const [first = 0, second = 0, third = 0] = double.createCalls('kie').map(({ at }) => at)
  expect(second - first).toBeLessThan(1_000)
  expect(third - first).toBeGreaterThan(30_000)
})

test('a task that nobody waits for stops counting after a quarter of an hour', async () => {
  await using double = await startDouble()
  const client = double.kie({ limits: { creates: 100, windowMs: 1_000, running: 1 } })
  await double.settled(client.videos.create(kieRequest()))
  const second = client.videos.create(kieRequest())
  await double.settled(second)
  const [a = 0, b = 0] = double.createCalls('kie').map(({ at }) => at)
  expect(b - a).toBe(15 * 60_000)
})

test('an abort while in line sends nothing, and the next in line goes on', async () => {
  await using double = await startDouble()
  const client = double.kie({ limits: { creates: 1, windowMs: 60_000, running: 9 } })
  const controller = new AbortController()
  const first = client.videos.create(kieRequest('a'))
  const second = double.failure(client.videos.create(kieRequest('b'), { signal: controller.signal }))
  const third = client.videos.create(kieRequest('c'))
  await double.settled(first)
  controller.abort()
  expect(await second).toMatchObject({ kind: 'aborted' })
  await double.settled(third)
  expect(double.paid).toBe(2)
})

test('limits can be lifted', async () => {
  await using double = await startDouble()
  const client = double.kie({ limits: false })
  await double.settled(Promise.all(Array.from({ length: 25 }, () => client.videos.create(kieRequest()))))
  const times = double.createCalls('kie').map(({ at }) => at)
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(10_000)
})

test.each([{ creates: 0 }, { windowMs: Number.NaN }, { running: -1 }])('the limit %o is refused', (wrong) => {
  const limits = { creates: 1, windowMs: 1, running: 1, ...wrong }
  expect(() => new KieClient({ apiKey: 'a', limits })).toThrow(ConfigurationError)
})

test('a request is estimated before it is sent', async () => {
  await using double = await startDouble()
  expect(double.kie().estimate(kieRequest())).toEqual({
    ...{ isKnown: true, credits: 60, usDollars: 0.3, source: 'observed' },
  })
  expect(double.evolink().estimate(evolinkRequest())).toMatchObject({ credits: 5, source: 'assumed' })
  expect(double.kie().estimate({ model: 'some/other' })).toMatchObject({ isKnown: false })
  expect(double.exchanges()).toHaveLength(0)
})

test('a client spends no more than maxCredits, and says what is left', async () => {
  await using double = await startDouble()
  const client = double.kie({ maxCredits: 150 })
  await double.settled(client.videos.create(kieRequest()))
  await double.settled(client.videos.create(kieRequest()))
  expect(client.spending).toEqual({ credits: 120, remaining: 30 })
  const error = await double.failure(client.videos.create(kieRequest()))
  expect(error).toMatchObject({ kind: 'over-budget' })
  expect(error.message).toBe(
    'This task costs 60 credits, and 30 of maxCredits 150 are left; nothing was sent.',
  )
  expect(double.createCalls('kie')).toHaveLength(2)
})

test('what was refused or has failed is not spent; what is in doubt is', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const refused = client.videos.create(kieRequest('a cat [[stunt: out-of-credits]]'))
  expect(await double.failure(refused)).toMatchObject({ kind: 'out-of-credits' })
  expect(client.spending.credits).toBe(0)
  const failed = client.videos.createAndWait(kieRequest('a cat [[stunt: task-fails]]'))
  expect(await double.failure(failed)).toMatchObject({ kind: 'task-failed' })
  expect(client.spending.credits).toBe(0)
  const doubtful = client.videos.create(kieRequest('a cat [[stunt: connection-reset]]'))
  expect(await double.failure(doubtful)).toMatchObject({ kind: 'ambiguous-create' })
  expect(client.spending.credits).toBe(60)
})

test('under a ceiling a model without a price needs one', async () => {
  await using double = await startDouble({ unknownModels: 'accept' })
  const client = double.kie({ maxCredits: 100 })
  const request = { model: String('some/other'), input: { prompt: 'a cat' } }
  expect(await double.failure(client.videos.create(request))).toMatchObject({ kind: 'over-budget' })
  await double.settled(client.videos.create(request, { credits: 80 }))
  expect(client.spending).toEqual({ credits: 80, remaining: 20 })
})

test('a ceiling that is not a number is refused', () => {
  expect(() => new KieClient({ apiKey: 'a', maxCredits: Number('sixty') })).toThrow(ConfigurationError)
})

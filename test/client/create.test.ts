import { expect, test } from 'vitest'
import { AmbiguousCreateError } from '../../src/client/index.ts'
import { isSampled } from '../helpers/sampled.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'

/** Create at most once. */

test('creates one video at Kie and waits for it', async () => {
  await using double = await startDouble()
  const video = await double.settled(double.kie().videos.createAndWait(kieRequest()))
  expect(video).toMatchObject({ provider: 'kie', phase: 'succeeded', state: 'success' })
  expect(video.urls[0]).toMatch(/\.mp4$/)
  expect(double.paid).toBe(1)
})

test('creates one video at EvoLink and waits for it', async () => {
  await using double = await startDouble()
  const video = await double.settled(double.evolink().videos.createAndWait(evolinkRequest()))
  expect(video).toMatchObject({ provider: 'evolink', phase: 'succeeded', state: 'completed', progress: 100 })
  expect(double.createCalls('evolink')).toHaveLength(1)
})

test('works under a path prefix, as the reseller has one', async () => {
  await using double = await startDouble()
  const client = double.evolink({ baseUrl: double.simulator.baseUrls.reseller })
  await double.settled(client.videos.createAndWait(evolinkRequest()))
  expect(double.createCalls('evolink').map(({ url }) => url)).toEqual(['/apiv1/v1/videos/generations'])
})

const UNCLEAR = [
  ['connection-reset at=accepted', 'none', 1],
  ['connection-reset at=before', 'none', 0],
  ['connection-reset at=mid-body', 'cut-off', 1],
  ['truncated-body', 'cut-off', 1],
  ['hang at=accepted', 'none', 1],
  ['hang at=before', 'none', 0],
  ['slow-response by=2m', 'none', 1],
  ['slow-response by=2m pieces=10', 'cut-off', 1],
  ['server-error', 'unusable', 0],
  ['gateway-page', 'unusable', 1],
  ['gateway-page status=503 retryAfter=5s', 'unusable', 1],
  ['malformed-json', 'unusable', 1],
  ['empty-body', 'unusable', 1],
  ['missing-id', 'unusable', 1],
] as const

/** In the suite each is met at both providers and in both profiles once. */
for (const [column, provider] of (['kie', 'evolink'] as const).entries())
  for (const [third, profile] of (['documented', 'observed'] as const).entries())
    test.each(UNCLEAR.filter((_fault, row) => isSampled(row + third, column, 2)))(
      `${provider} (${profile}): a create request that meets %s is sent once, and may have been billed`,
      async (fault, received, paid) => {
        await using double = await startDouble({ profile })
        const client = { kie: double.kie, evolink: double.evolink }[provider](struckBy(fault))
        const request = { kie: kieRequest(), evolink: evolinkRequest() }[provider]
        const create = client.videos.create as (request: unknown) => Promise<unknown>
        const error = await double.failure(create.call(client.videos, request))
        expect(error).toBeInstanceOf(AmbiguousCreateError)
        expect(error).toMatchObject({
          kind: 'ambiguous-create',
          received,
          idempotencyKey: expect.any(String),
        })
        expect(error.message).not.toMatch(/try again|retry/i)
        await double.clock.advance(600_000)
        expect(double.createCalls(provider)).toHaveLength(1)
        expect(double.paid).toBe(paid)
      },
    )

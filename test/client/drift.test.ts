import { expect, test } from 'vitest'
import type { Drift } from '../../src/client/index.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'

/** A provider that changed is reported, and used all the same. */

const collect = () => {
  const drifts: Drift[] = []
  return { drifts, onDrift: (drift: Drift): void => void drifts.push(drift) }
}

for (const profile of ['documented', 'observed'] as const)
  test(`a provider that keeps to its contract (${profile}) has no drift`, async () => {
    await using double = await startDouble({ profile })
    const { drifts, onDrift } = collect()
    await double.settled(double.kie({ onDrift }).videos.createAndWait(kieRequest()))
    await double.settled(double.evolink({ onDrift }).videos.createAndWait(evolinkRequest()))
    await double.settled(
      Promise.all([double.kie({ onDrift }).credits(), double.evolink({ onDrift }).credits()]),
    )
    expect(drifts).toEqual([])
  })

test('fields that nobody has documented are kept, and reported once each', async () => {
  await using double = await startDouble({ run: '30s' })
  const { drifts, onDrift } = collect()
  const video = await double.settled(
    double.kie({ ...struckBy('extra-fields'), onDrift }).videos.createAndWait(kieRequest()),
  )
  expect(video.raw).toMatchObject({ newField: 'a text', data: { new_object: { flag: true } } })
  const retrieved = drifts.filter(({ schema }) => schema === 'RecordInfoResponse')
  expect(retrieved.map(({ kind, path }) => `${kind} ${path}`)).toEqual(
    [
      'unknown-field newField',
      'unknown-field new_object',
      'unknown-field data.newField',
      'unknown-field data.new_object',
    ].sort(
      (a, b) =>
        retrieved.findIndex(({ path }) => a.endsWith(` ${path}`)) -
        retrieved.findIndex(({ path }) => b.endsWith(` ${path}`)),
    ),
  )
  expect(retrieved).toHaveLength(4)
})

test.each(['kie', 'evolink'] as const)(
  '%s: a state that nobody has documented is reported with its place',
  async (provider) => {
    await using double = await startDouble()
    const { drifts, onDrift } = collect()
    const more = { ...struckBy('unknown-state'), onDrift }
    await double.settled<unknown>(
      provider === 'kie'
        ? double.kie(more).videos.createAndWait(kieRequest())
        : double.evolink(more).videos.createAndWait(evolinkRequest()),
    )
    const path = { kie: 'data.state', evolink: 'status' }[provider]
    expect(drifts).toContainEqual(expect.objectContaining({ provider, kind: 'unexpected-value', path }))
  },
)

test('an onDrift that throws breaks nothing', async () => {
  await using double = await startDouble()
  const onDrift = (): void => {
    throw new Error('metrics are down')
  }
  const client = double.kie({ ...struckBy('extra-fields'), onDrift })
  expect(await double.settled(client.videos.createAndWait(kieRequest()))).toMatchObject({
    phase: 'succeeded',
  })
})

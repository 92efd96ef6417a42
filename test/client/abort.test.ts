import { expect, test } from 'vitest'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'

/** An AbortSignal ends everything at once. These tests do not move the clock. */

/** What waits for anything real takes tens of thousands. */
const MANY_TURNS = 1_000

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Aborts once `isReached`. Returns the error, and how many turns of the event loop it took. */
const abortedOnce = async (
  isReached: () => boolean,
  start: (signal: AbortSignal) => Promise<unknown>,
): Promise<{ readonly error: Error & Record<string, unknown>; readonly turns: number }> => {
  const controller = new AbortController()
  let hasEnded = false
  const ended = start(controller.signal).then(
    () => expect.unreachable('it worked'),
    (error) => {
      hasEnded = true
      return error
    },
  )
  while (!isReached()) await nextTurn()
  controller.abort(new Error('user went away'))
  let turns = 0
  for (; !hasEnded && turns < MANY_TURNS; turns += 1) await nextTurn()
  return { error: await ended, turns }
}

test('an abort while it sleeps between polls rejects at once, with the id of the task', async () => {
  await using double = await startDouble()
  const handle = await double.settled(double.kie().videos.create(kieRequest()))
  const { error, turns } = await abortedOnce(
    () => true,
    (signal) => double.kie().videos.wait(handle, { signal }),
  )
  expect(turns).toBeLessThan(MANY_TURNS)
  expect(error).toMatchObject({ name: 'AbortError', kind: 'aborted', taskId: handle.id })
  expect(error.message).toMatch(/goes on, and may be billed/)
})

test('an abort while a poll’s body drips in rejects at once', async () => {
  await using double = await startDouble()
  const { id } = await double.settled(double.kie().videos.create(kieRequest()))
  const { error, turns } = await abortedOnce(
    () => double.exchanges('kie.recordInfo').length === 1,
    (signal) => double.kie(struckBy('slow-response by=1h pieces=50')).videos.wait(id, { signal }),
  )
  expect(turns).toBeLessThan(MANY_TURNS)
  expect(error).toMatchObject({ kind: 'aborted', taskId: id, cause: { message: 'user went away' } })
})

test('an abort after a create request has left leaves a doubt, and says so', async () => {
  await using double = await startDouble()
  const { error, turns } = await abortedOnce(
    () => double.createCalls('evolink').length === 1,
    (signal) => double.evolink(struckBy('hang')).videos.create(evolinkRequest(), { signal }),
  )
  expect(turns).toBeLessThan(MANY_TURNS)
  expect(error).toMatchObject({ kind: 'ambiguous-create', cause: { kind: 'aborted' } })
  expect(double.paid).toBe(1)
})

test('an abort while it waits to send a refused create again leaves no doubt', async () => {
  await using double = await startDouble()
  const { error, turns } = await abortedOnce(
    () => double.createCalls('kie').length === 1 && double.openRequests === 0,
    (signal) => double.kie(struckBy('rate-limited')).videos.create(kieRequest(), { signal }),
  )
  expect(turns).toBeLessThan(MANY_TURNS)
  expect(error).toMatchObject({ kind: 'aborted' })
})

test('a signal that has aborted already sends nothing', async () => {
  await using double = await startDouble()
  const signal = AbortSignal.abort()
  expect(await double.failure(double.kie().videos.create(kieRequest(), { signal }))).toMatchObject({
    kind: 'aborted',
  })
  expect(await double.failure(double.kie().credits({ signal }))).toMatchObject({ kind: 'aborted' })
  expect(double.exchanges()).toHaveLength(0)
})

test('an abort in the middle of a download rejects at once', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('happy'))
  const video = await double.settled(
    client.videos.createAndWait(kieRequest('a cat [[stunt: result-slow over=1h on=result]]')),
  )
  const controller = new AbortController()
  const stream = await client.videos.download(video, { signal: controller.signal })
  const { error, turns } = await abortedOnce(
    () => double.exchanges('kie.result').length === 1,
    async (signal) => {
      signal.addEventListener('abort', () => controller.abort(signal.reason))
      for await (const _ of stream) void _
    },
  )
  expect(turns).toBeLessThan(MANY_TURNS)
  expect(error).toMatchObject({ kind: 'aborted' })
})

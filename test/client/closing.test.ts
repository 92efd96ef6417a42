import { expect, test } from 'vitest'
import { kieRequest, startDouble, struckBy } from './client-double.ts'

/** close() and abort end everything that is under way. */

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it worked'),
    (error) => error,
  )

test('close() during a wait ends it at once, with the handle', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const handle = await double.settled(client.videos.create(kieRequest()))
  const waiting = failureOf(client.videos.wait(handle))
  await nextTurn()
  await client.close()
  expect(await waiting).toMatchObject({ kind: 'closed', handle, taskId: handle.id })
})

test('close() during a create request leaves a doubt, and after it nothing is sent', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('hang'))
  const creating = failureOf(client.videos.create(kieRequest()))
  while (double.createCalls('kie').length === 0) await nextTurn()
  await client.close()
  expect(await creating).toMatchObject({ kind: 'ambiguous-create', cause: { kind: 'closed' } })
  expect(await failureOf(client.videos.create(kieRequest()))).toMatchObject({ kind: 'closed' })
  expect(await failureOf(client.credits())).toMatchObject({ kind: 'closed' })
  expect(double.createCalls('kie')).toHaveLength(1)
})

test('close() ends a download and a step-by-step wait', async () => {
  await using double = await startDouble()
  const video = await double.settled(
    double.kie().videos.createAndWait(kieRequest('a cat [[stunt: result-slow over=1h on=result]]')),
  )
  const client = double.kie()
  const stream = await client.videos.download(video)
  const reading = failureOf(stream.toArray())
  while (double.exchanges('kie.result').length === 0) await nextTurn()
  const following = failureOf(
    client.videos.follow(await double.settled(double.kie().videos.create(kieRequest()))).next(),
  )
  await client.close()
  expect(await reading).toMatchObject({ kind: 'closed' })
  expect(await following).toMatchObject({ kind: 'closed' })
})

test.each(['onCreated', 'onProgress'])(
  'an abort ends the wait for an %s that hangs, and keeps the handle',
  async (name) => {
    await using double = await startDouble()
    const controller = new AbortController()
    const hang = () => {
      setImmediate(() => controller.abort(new Error('user went away')))
      return new Promise<void>(() => undefined)
    }
    const job = double.kie().videos.createAndWait(kieRequest(), { signal: controller.signal, [name]: hang })
    expect(await double.failure(job)).toMatchObject({ kind: 'aborted', handle: { id: expect.any(String) } })
  },
)

test('thirty jobs on one signal raise no warning', async () => {
  await using double = await startDouble()
  const warnings: Error[] = []
  const onWarning = (warning: Error): void => void warnings.push(warning)
  process.on('warning', onWarning)
  const { signal } = new AbortController()
  const client = double.kie({ limits: false })
  await double.settled(
    Promise.all(Array.from({ length: 30 }, () => client.videos.createAndWait(kieRequest(), { signal }))),
  )
  await nextTurn()
  process.off('warning', onWarning)
  expect(warnings.filter(({ name }) => name === 'MaxListenersExceededWarning')).toEqual([])
})

test('an error that ends a wait has the handle, whatever it is', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('unauthorized on=retrieve'))
  const handle = await double.settled(client.videos.create(kieRequest()))
  expect(await double.failure(client.videos.wait(handle))).toMatchObject({ kind: 'unauthorized', handle })
})

test('follow() tells each step and ends with the finished task', async () => {
  await using double = await startDouble({ run: '20s' })
  const client = double.kie()
  const handle = await double.settled(client.videos.create(kieRequest()))
  const phases: string[] = []
  await double.settled(
    (async () => {
      for await (const step of client.videos.follow(handle)) phases.push(step.phase)
    })(),
  )
  expect(new Set(phases)).toEqual(new Set(['queued', 'succeeded']))
  expect(phases.at(-1)).toBe('succeeded')
})

test('leaving a step-by-step wait leaves nothing behind', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const handle = await double.settled(client.videos.create(kieRequest()))
  await double.settled(
    (async () => {
      for await (const _step of client.videos.follow(handle)) break
    })(),
  )
  expect(double.exchanges('kie.recordInfo')).toHaveLength(1)
})

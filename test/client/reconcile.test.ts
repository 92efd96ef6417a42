import { expect, test } from 'vitest'
import { AmbiguousCreateError, type Reconciliation } from '../../src/client/index.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** The way out of an ambiguous create request. It creates nothing. */

type Double = Awaited<ReturnType<typeof startDouble>>

const doubtOf = async (double: Double, promise: Promise<unknown>): Promise<AmbiguousCreateError> => {
  const error = await double.failure(promise)
  if (error instanceof AmbiguousCreateError) return error
  throw error
}

const found = (outcome: Reconciliation) => {
  if (outcome.kind !== 'found') throw new Error(JSON.stringify(outcome))
  return outcome
}

test('an id in the response is the way out, and the task is waited for', async () => {
  await using double = await startDouble({ profile: 'observed' })
  const client = double.kie(struckBy('truncated-body share=0.9'))
  const error = await doubtOf(double, client.videos.create(kieRequest()))
  const [paid] = double.account.tasks()
  expect(error.taskId).toBe(paid?.id)
  const { handle, by } = found(await double.settled(client.reconcile(error)))
  expect(by).toBe('response')
  const video = await double.settled(double.kie().videos.wait(handle))
  expect(video.id).toBe(paid?.id)
  expect(double.paid).toBe(1)
})

test('among ids of callbacks, Kie’s record tells whose task it is', async () => {
  await using double = await startDouble({ profile: 'observed' })
  const client = double.kie()
  const other = await double.settled(client.videos.create(kieRequest('a dog')))
  const lost = { headers: { 'X-Stuntdouble-Fault': 'connection-reset' } }
  const error = await doubtOf(double, client.videos.create(kieRequest('a cat'), lost))
  const ids = double.account.tasks().map(({ id }) => id)
  const outcome = found(
    await double.settled(client.reconcile(error, { candidates: [...ids, '0'.repeat(32)] })),
  )
  expect(outcome.by).toBe('candidate')
  expect(outcome.handle.id).not.toBe(other.id)
  expect(outcome.handle).toMatchObject({ provider: 'kie', model: kieRequest().model })
})

/** A provider with a list, as EvoLink's is observed. */
const startListing = (tasks: () => readonly Record<string, unknown>[]) =>
  startOddServer((request, response) => {
    if (request.method === 'POST') return void response.socket?.destroy()
    response.end(JSON.stringify({ data: tasks(), total: tasks().length }))
  })

test('in EvoLink’s list it is the task of that model and that time', async () => {
  await using double = await startDouble()
  const now = Math.floor(double.clock.now() / 1000)
  const task = { id: 'task-unified-1757165031-aaaaaaaa', model: evolinkRequest().model, status: 'processing' }
  const old = { ...task, id: 'task-unified-1757165031-bbbbbbbb', created: now - 3_600 }
  const other = { ...task, id: 'task-unified-1757165031-cccccccc', created: now, model: 'another' }
  await using server = await startListing(() => [{ ...task, created: now }, old, other])
  const client = double.evolink({ baseUrl: server.url })
  const error = await doubtOf(double, client.videos.create(evolinkRequest()))
  const outcome = found(await double.settled(client.reconcile(error)))
  expect(outcome).toMatchObject({ by: 'list', handle: { id: task.id, model: task.model } })
})

test('two tasks that fit are both named, and neither is chosen', async () => {
  await using double = await startDouble()
  const now = Math.floor(double.clock.now() / 1000)
  const tasks = ['aaaaaaaa', 'bbbbbbbb'].map((end) => ({
    ...{
      id: `task-unified-1757165031-${end}`,
      model: evolinkRequest().model,
      status: 'processing',
      created: now,
    },
  }))
  await using server = await startListing(() => tasks)
  const client = double.evolink({ baseUrl: server.url })
  const error = await doubtOf(double, client.videos.create(evolinkRequest()))
  const outcome = await double.settled(client.reconcile(error))
  expect(outcome).toMatchObject({ kind: 'several', handles: tasks.map(({ id }) => ({ id })) })
})

test.each([
  ['connection-reset at=accepted', 'billed'],
  ['connection-reset at=before', 'not-billed'],
])('after %s the balance says: %s', async (fault, kind) => {
  await using double = await startDouble()
  const client = double.kie()
  const { remaining: creditsBefore } = await double.settled(client.credits())
  const error = await doubtOf(double, client.videos.create(kieRequest(`a cat [[stunt: ${fault}]]`)))
  expect(await double.settled(client.reconcile(error, { creditsBefore }))).toMatchObject({ kind })
  expect(double.createCalls('kie')).toHaveLength(1)
})

test('with nothing to go by it says so, and what would help', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const error = await doubtOf(double, client.videos.create(kieRequest('a cat [[stunt: connection-reset]]')))
  expect(await client.reconcile(error)).toMatchObject({
    kind: 'unknown',
    why: expect.stringMatching(/creditsBefore/),
  })
})

test.each([
  ['true', { kind: 'found', by: 'replay' }],
  [undefined, { kind: 'bought-again' }],
])('EvoLink, asked to replay, says whether it is the first task (%s)', async (replayed, expected) => {
  await using double = await startDouble()
  const keys: (string | string[] | undefined)[] = []
  await using server = await startOddServer((request, response) => {
    if (request.method === 'GET') return void response.end('{"data":[]}')
    keys.push(request.headers['idempotency-key'])
    if (keys.length === 1) return void response.socket?.destroy()
    if (replayed !== undefined) response.setHeader('idempotency-replayed', replayed)
    response.end(JSON.stringify({ id: 'task-unified-1757165031-aaaaaaaa', status: 'pending' }))
  })
  const client = double.evolink({ baseUrl: server.url })
  const error = await doubtOf(double, client.videos.create(evolinkRequest()))
  expect(await double.settled(client.reconcile(error))).toMatchObject({ kind: 'unknown' })
  expect(keys).toHaveLength(1)
  const outcome = await double.settled(client.reconcile(error, { replay: true }))
  expect(outcome).toMatchObject({ ...expected, handle: { id: 'task-unified-1757165031-aaaaaaaa' } })
  expect(new Set(keys).size).toBe(1)
})

test('Kie is known to replay nothing, so nothing is sent again', async () => {
  await using double = await startDouble()
  const client = double.kie()
  const error = await doubtOf(double, client.videos.create(kieRequest('a cat [[stunt: connection-reset]]')))
  expect(await client.reconcile(error, { replay: true })).toMatchObject({ kind: 'unknown' })
  expect(double.createCalls('kie')).toHaveLength(1)
})

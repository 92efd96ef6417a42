import { expect, test } from 'vitest'
import { isSampled } from '../helpers/sampled.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** Waiting: politely, patiently, and never losing a task that was paid for. */

type Double = Awaited<ReturnType<typeof startDouble>>

/** When polls came in, ms after the create request. */
const pollTimes = (double: Double, provider: 'kie' | 'evolink' = 'kie'): number[] => {
  const [create] = double.createCalls(provider)
  const polls = double.exchanges(provider === 'kie' ? 'kie.recordInfo' : 'evolink.retrieveTask')
  return polls.map(({ at }) => at - (create?.at ?? 0))
}

test('polls after 3 s, then at intervals half as long again each time, up to 15 s', async () => {
  await using double = await startDouble({ run: '60s' })
  await double.settled(double.kie().videos.createAndWait(kieRequest()))
  expect(pollTimes(double)).toEqual([3_000, 7_500, 14_250, 24_375, 39_375, 54_375, 69_375])
})

test('spreads its polls by the random it was given', async () => {
  await using double = await startDouble()
  await double.settled(double.kie({ random: () => 0 }).videos.createAndWait(kieRequest()))
  expect(pollTimes(double)).toEqual([2_700, 6_750])
})

test('a poll refused with Retry-After is repeated no sooner', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('rate-limited on=retrieve call=1 retryAfter=40s'))
  await double.settled(client.videos.createAndWait(kieRequest()))
  expect(pollTimes(double)).toEqual([3_000, 43_000])
})

const HICCUPS = [
  'server-error call=1..5',
  'rate-limited call=1..3',
  'gateway-page call=1..3',
  'connection-reset at=before call=1..3',
  'connection-reset at=mid-body call=1..3',
  'truncated-body call=1..3',
  'malformed-json call=1..3',
  'empty-body call=1..3',
  'hang for=5m call=1..2',
  'slow-response by=10s call=1..3',
  'wrong-content-type',
  'extra-fields',
  'unauthorized call=1..2',
]

for (const [column, provider] of (['kie', 'evolink'] as const).entries())
  test.each(HICCUPS.filter((_fault, row) => isSampled(row, column, 2)))(
    `${provider}: polls that meet %s do not end the wait`,
    async (fault) => {
      await using double = await startDouble({ run: '30s', profile: 'observed' })
      const more = struckBy(fault.replace(/^\S+/, '$& on=retrieve'))
      const video = await double.settled(
        provider === 'kie'
          ? double.kie(more).videos.createAndWait(kieRequest())
          : double.evolink(more).videos.createAndWait(evolinkRequest()),
      )
      expect(video.phase).toBe('succeeded')
      expect(double.paid).toBe(1)
      const times = pollTimes(double, provider)
      expect(Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))).toBeGreaterThanOrEqual(
        3_000,
      )
    },
  )

test.each(['documented', 'observed'] as const)(
  'a task not found right after its create request (%s) is waited for',
  async (profile) => {
    await using double = await startDouble({ profile })
    const client = double.kie(struckBy('not-found-at-first reads=3'))
    expect(await double.settled(client.videos.createAndWait(kieRequest()))).toMatchObject({
      phase: 'succeeded',
    })
    expect(double.paid).toBe(1)
  },
)

test('a task that is never found is given up after a minute, not before', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('not-found-at-first reads=1000'))
  const error = await double.failure(client.videos.createAndWait(kieRequest()))
  expect(error).toMatchObject({ kind: 'not-found', taskId: expect.any(String) })
  expect(pollTimes(double).at(-1)).toBeGreaterThanOrEqual(60_000)
})

test('a key that stays revoked ends the wait with the id of the task', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('unauthorized on=retrieve'))
  const error = await double.failure(client.videos.createAndWait(kieRequest()))
  expect(error).toMatchObject({ kind: 'unauthorized', taskId: double.account.tasks()[0]?.id })
  expect(pollTimes(double)).toHaveLength(3)
})

test('an unknown state means keep waiting, at the usual pace', async () => {
  await using double = await startDouble({ run: '30s' })
  const states: string[] = []
  const video = await double.settled(
    double.kie(struckBy('unknown-state')).videos.createAndWait(kieRequest(), {
      onProgress: ({ phase, state }) => void states.push(`${phase} ${state}`),
    }),
  )
  expect(states).toContain('unknown reviewing')
  expect(video.phase).toBe('succeeded')
  expect(pollTimes(double)).toHaveLength(5)
})

test('an unknown state that never ends meets the deadline, and is not a failed task', async () => {
  await using double = await startDouble()
  const data = { taskId: 'mine', state: 'reviewing', resultJson: '' }
  await using server = await startOddServer((_request, response) =>
    response.end(JSON.stringify({ code: 200, msg: 'success', data })),
  )
  const client = double.kie({ baseUrl: server.url })
  const error = await double.failure(client.videos.wait('mine', { deadline: 60_000 }))
  expect(error).toMatchObject({ kind: 'wait-deadline', lastTask: { phase: 'unknown', state: 'reviewing' } })
})

test.each(['kie', 'evolink'] as const)(
  '%s: a success under a new name is handed out with its links',
  async (provider) => {
    await using double = await startDouble()
    const warnings: string[] = []
    const drifts: string[] = []
    const options = {
      ...struckBy('unknown-state phase=succeeded'),
      logger: { warn: (message: string) => void warnings.push(message) },
      onDrift: ({ path }: { readonly path: string }) => void drifts.push(path),
    }
    const video = await double.settled(
      provider === 'kie'
        ? double.kie(options).videos.createAndWait(kieRequest())
        : double.evolink(options).videos.createAndWait(evolinkRequest()),
    )
    expect(video).toMatchObject({
      phase: 'succeeded',
      state: 'reviewing',
      urls: [expect.stringMatching(/\.mp4$/)],
    })
    expect(warnings.join()).toContain('the state "reviewing" is unknown')
    expect(drifts.join()).toMatch(/state|status/)
  },
)

test('a state that goes back is followed to its end', async () => {
  await using double = await startDouble({ run: '60s' })
  const phases: string[] = []
  await double.settled(
    double.evolink(struckBy('state-goes-back')).videos.createAndWait(evolinkRequest(), {
      onProgress: ({ phase }) => void phases.push(phase),
    }),
  )
  expect(phases.join(' ')).toMatch(/running.* queued.* running.* succeeded$/)
})

test('the deadline’s error has the id, says that the task may still be billed, and leads back to it', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('task-stalls for=10m'))
  const error = await double.failure(client.videos.createAndWait(kieRequest(), { deadline: 120_000 }))
  const id = double.account.tasks()[0]?.id
  expect(error).toMatchObject({ kind: 'wait-deadline', taskId: id, handle: { id, provider: 'kie' } })
  expect(error.message).toMatch(/may still be running, and may be billed/)
  expect(pollTimes(double).at(-1)).toBe(120_000)
  expect(await double.settled(client.videos.wait(error.handle as never))).toMatchObject({
    id,
    phase: 'succeeded',
  })
  expect(double.paid).toBe(1)
})

test('a poll that hangs does not stretch the deadline by more than two seconds', async () => {
  await using double = await startDouble()
  const client = double.kie(struckBy('hang on=retrieve for=1h'))
  const startedAt = double.clock.now()
  const error = await double.failure(client.videos.createAndWait(kieRequest(), { deadline: 50_000 }))
  expect(error).toMatchObject({ kind: 'wait-deadline', cause: { kind: 'timeout' } })
  expect(double.clock.now() - startedAt).toBeLessThanOrEqual(52_000)
})

test('a handle that went through JSON is waited for by another client', async () => {
  await using double = await startDouble({ run: '30s' })
  const written = JSON.stringify(await double.settled(double.evolink().videos.create(evolinkRequest())))
  await double.clock.advance(60_000)
  const video = await double.settled(double.evolink().videos.wait(JSON.parse(written)))
  expect(video).toMatchObject({ phase: 'succeeded', id: JSON.parse(written).id })
  // What was left alone for a minute is looked at at once.
  expect(pollTimes(double, 'evolink')).toEqual([60_000])
})

test('a handle of the other provider is refused before anything is sent', async () => {
  await using double = await startDouble()
  const error = await double.failure(
    double.kie().videos.wait({ provider: 'evolink', id: 'task-unified-1-x' }),
  )
  expect(error).toMatchObject({ kind: 'invalid-argument' })
  expect(double.exchanges()).toHaveLength(0)
})

test('onCreated has the handle before the first poll', async () => {
  await using double = await startDouble()
  const seen: unknown[] = []
  await double.settled(
    double.kie().videos.createAndWait(kieRequest(), {
      onCreated: (handle) => void seen.push([handle.id, double.exchanges('kie.recordInfo').length]),
    }),
  )
  expect(seen).toEqual([[double.account.tasks()[0]?.id, 0]])
})

test.each(['onCreated', 'onProgress'] as const)(
  'when %s throws, the id of the paid task is not lost',
  async (hook) => {
    await using double = await startDouble()
    const broken = () => {
      throw new Error('the database is down')
    }
    const error = await double.failure(double.kie().videos.createAndWait(kieRequest(), { [hook]: broken }))
    expect(error).toMatchObject({ kind: 'hook-failed', cause: { message: 'the database is down' } })
    expect(await double.settled(double.kie().videos.wait(error.handle as never))).toMatchObject({
      phase: 'succeeded',
    })
  },
)

test.each([
  ['kie', '422', 'flagged'],
  ['evolink', 'content_policy_violation', 'refused'],
] as const)(
  '%s: a failed task is a TaskFailedError with the provider’s words',
  async (provider, code, message) => {
    await using double = await startDouble({ profile: 'observed' })
    const more = struckBy(`task-fails code=${code} message=${message}`)
    const error = await double.failure(
      provider === 'kie'
        ? double.kie(more).videos.createAndWait(kieRequest())
        : double.evolink(more).videos.createAndWait(evolinkRequest()),
    )
    expect(error).toMatchObject({
      kind: 'task-failed',
      code,
      providerMessage: message,
      task: { phase: 'failed' },
    })
  },
)

test.each(['kie', 'evolink'] as const)(
  '%s: a success without a file is an error of its own',
  async (provider) => {
    await using double = await startDouble()
    const more = struckBy('empty-result')
    const error = await double.failure(
      provider === 'kie'
        ? double.kie(more).videos.createAndWait(kieRequest())
        : double.evolink(more).videos.createAndWait(evolinkRequest()),
    )
    expect(error).toMatchObject({ kind: 'empty-result', taskId: double.account.tasks()[0]?.id })
  },
)

import { expect, test } from 'vitest'
import { BOTH, type Double, start, type Wire } from './job.ts'

/** The states at these moments, ms after the create request. A task is queued for 1 s and runs for 3. */
const statesAt = async (double: Double, wire: Wire, fault: string, moments: readonly number[]) => {
  const id = wire.idOf(await wire.create(double, fault))
  const states: string[] = []
  let now = 0
  for (const moment of moments) {
    await double.advance(moment - now)
    now = moment
    states.push(wire.stateOf(await wire.read(double, id)))
  }
  return { id, states }
}

const balance = async (double: Double): Promise<number> => (await double.get('/api/v1/chat/credit')).json.data

test.each(BOTH)('task-fails: a task of %s ends badly, and its credits come back', async (_name, wire) => {
  await using double = await start()
  const { queued, running, failed } = wire.states
  const { states } = await statesAt(double, wire, 'task-fails', [0, 1_000, 3_999, 4_000])
  expect(states).toEqual([queued, running, running, failed])
  expect(await balance(double)).toBe(10_000)
})

test.each(BOTH)(
  'task-fails after=2s: %s fails earlier, or later, than it would have ended',
  async (_name, wire) => {
    await using double = await start()
    const { running, failed } = wire.states
    expect((await statesAt(double, wire, 'task-fails after=2s', [1_999, 2_000])).states).toEqual([
      running,
      failed,
    ])
    expect((await statesAt(double, wire, 'task-fails after=9s', [4_000, 8_999, 9_000])).states).toEqual([
      running,
      running,
      failed,
    ])
  },
)

test('task-fails code= message=: the words are those that were asked for', async () => {
  await using double = await start({ profile: 'observed' })
  const asked = { headers: { 'x-stuntdouble-fault': 'task-fails code=422 message="no such style"' } }
  const { taskId } = (await double.createKie({}, {}, asked)).json.data
  const { id } = (await double.createEvolink({}, asked)).json
  await double.advance(4_000)
  expect((await double.recordInfo(taskId)).json.data).toMatchObject({
    failCode: '422',
    failMsg: 'no such style',
  })
  expect((await double.retrieve(id)).json.error).toMatchObject({ code: '422', message: 'no such style' })
})

test.each(BOTH)('task-stalls: a task of %s runs forever and keeps its credits', async (_name, wire) => {
  await using double = await start()
  const { states } = await statesAt(double, wire, 'task-stalls', [1_000, 86_400_000])
  expect(states).toEqual([wire.states.running, wire.states.running])
  expect(await balance(double)).toBeLessThan(10_000)
})

test.each(BOTH)('task-stalls in=queued for=1m: a task of %s starts a minute late', async (_name, wire) => {
  await using double = await start()
  const { queued, running, done } = wire.states
  const { states } = await statesAt(
    double,
    wire,
    'task-stalls in=queued for=1m',
    [60_999, 61_000, 63_999, 64_000],
  )
  expect(states).toEqual([queued, running, running, done])
})

test.each(BOTH)(
  'unknown-state: %s has a word that no page has, and ends all the same',
  async (_name, wire) => {
    await using double = await start()
    const { queued, done } = wire.states
    const { states } = await statesAt(double, wire, 'unknown-state', [0, 1_000, 4_000])
    expect(states).toEqual([queued, 'reviewing', done])
    const ended = await statesAt(double, wire, 'unknown-state state=archived phase=succeeded', [4_000])
    expect(ended.states).toEqual(['archived'])
    expect(wire.resultsOf(await wire.read(double, ended.id))).toHaveLength(1)
  },
)

test.each(BOTH)('state-goes-back: a task of %s is queued again half-way through', async (_name, wire) => {
  await using double = await start({ profile: 'observed' })
  const { queued, done } = wire.states
  const { states } = await statesAt(double, wire, 'state-goes-back', [0, 1_000, 2_500, 3_250, 4_000])
  const running = states[1]
  expect(states).toEqual([queued, running, queued, running, done])
  expect(running).not.toBe(queued)
})

test.each(BOTH)(
  'empty-result: a task of %s succeeds, is billed, and has nothing to show',
  async (_name, wire) => {
    await using double = await start()
    const { id, states } = await statesAt(double, wire, 'empty-result', [4_000])
    expect(states).toEqual([wire.states.done])
    expect(wire.resultsOf(await wire.read(double, id))).toEqual([])
    expect(await balance(double)).toBeLessThan(10_000)
  },
)

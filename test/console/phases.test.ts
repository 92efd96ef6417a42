import { beforeEach, expect, test } from 'vitest'

/** Where 10,000 tasks are, without a look at each for every frame; the console's own modules, in a process without a browser. */

type Phase = 'queued' | 'running' | 'succeeded' | 'failed'
interface Step {
  readonly at: number
  readonly phase: Phase
}
interface Task {
  readonly id: string
  readonly account: string
  readonly phase: Phase
  readonly steps: readonly Step[]
}

const load = <Module>(path: string): Promise<Module> =>
  import(new URL(`../../src/console/store/${path}`, import.meta.url).href) as Promise<Module>

const { putTask, forgetLists } = await load<{ putTask: (task: Task) => void; forgetLists: () => void }>(
  'store.js',
)
const { readClock } = await load<{ readClock: (account: string, now: number) => void }>('time.js')
const { phaseCounts, overdue, passTime, takeEnded } = await load<{
  phaseCounts: ReadonlyMap<Phase, number>
  overdue: ReadonlySet<string>
  passTime: () => void
  takeEnded: () => readonly Task[]
}>('phases.js')

let looks = 0
/** A task that runs from 1,000 ms on, and ends at 4,000 ms; each look at its steps is counted. */
const task = (id: string, phase: Phase = 'queued', endsAt = 4_000): Task => ({
  id,
  account: 'mine',
  phase,
  get steps() {
    looks += 1
    return [
      { at: 0, phase: 'queued' },
      { at: 1_000, phase: 'running' },
      { at: endsAt, phase: 'succeeded' },
    ] as const
  },
})

beforeEach(() => {
  forgetLists()
  takeEnded()
  readClock('mine', 0)
})

test('tasks are counted by what they are in by their own clock', () => {
  putTask(task('first'))
  putTask(task('second', 'queued', 9_000))
  readClock('mine', 5_000)
  expect(Object.fromEntries(phaseCounts)).toEqual({ queued: 2 })
  passTime()
  expect(Object.fromEntries(phaseCounts)).toEqual({ running: 1, succeeded: 1 })
})

test('a task that has ended by its clock is asked about until the simulator says so, and reported once', () => {
  putTask(task('first'))
  readClock('mine', 4_000)
  passTime()
  expect([...overdue]).toEqual(['first'])
  expect(takeEnded().map(({ id }) => id)).toEqual(['first'])
  putTask(task('first', 'succeeded'))
  expect([...overdue]).toEqual([])
  expect(takeEnded()).toEqual([])
})

test('what was under way before everything was read again is reported when it has ended meanwhile', () => {
  putTask(task('first'))
  forgetLists()
  putTask(task('first', 'failed'))
  putTask(task('long ago', 'succeeded'))
  expect(takeEnded().map(({ id }) => id)).toEqual(['first'])
})

test('with 10,000 under way, one more costs a look at that one; so do those whose time has come', () => {
  for (let nth = 0; nth < 9_990; nth += 1) putTask(task(`task ${nth}`, 'queued', 100_000))
  looks = 0
  putTask(task('one more', 'queued', 2_000))
  passTime()
  expect(looks).toBeLessThan(5)

  readClock('mine', 1_500)
  passTime()
  looks = 0
  readClock('mine', 2_500)
  passTime()
  expect(takeEnded().map(({ id }) => id)).toEqual(['one more'])
  expect(looks).toBeLessThan(5)
})

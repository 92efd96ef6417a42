import { expect, test } from 'vitest'
import { contracts } from '../../../src/contracts/index.ts'
import { KnownAnswers } from '../../../src/simulator/operations/known-answers.ts'
import type { Task } from '../../../src/simulator/tasks/task.ts'
import { plannedTimeline } from '../../../src/simulator/tasks/timeline.ts'

const [, operation] = contracts.kie.operations
if (operation === undefined) throw new Error('Kie has no second operation')

const taskOf = (id: string): Task => ({
  id,
  provider: 'kie',
  ordinal: 0,
  model: 'wan/2-5-text-to-video',
  request: '{}',
  createdAt: 0,
  cost: 5,
  strike: undefined,
  requested: undefined,
  product: undefined,
  timeline: plannedTimeline(0, 0, 'succeeded'),
  reads: 0,
  isEndTold: false,
})

/** What is returned, read after read, and how often it was made. */
const reader = () => {
  const answers = new KnownAnswers()
  let made = 0
  return {
    read: (task: Task, now = 0) => answers.of(task, operation, now, () => ({ id: task.id, nth: ++made })),
    made: () => made,
  }
}

test('the response to reads of a finished task is made once', () => {
  const { read, made } = reader()
  const [one, other] = [taskOf('a'), taskOf('b')]
  expect([read(one), read(other), read(one)]).toEqual([
    '{"id":"a","nth":1}',
    '{"id":"b","nth":2}',
    '{"id":"a","nth":1}',
  ])
  expect(made()).toBe(2)
})

test('the response to reads of a running task is made once for each percent', () => {
  const { read, made } = reader()
  const task = { ...taskOf('a'), timeline: plannedTimeline(1_000, 10_000, 'succeeded') }
  for (const now of [0, 999, 1_000, 1_100, 1_199, 1_200, 1_250, 11_000, 20_000]) read(task, now)
  expect(made()).toBe(4)
})

test('a long text is not kept', () => {
  const answers = new KnownAnswers()
  let made = 0
  const long = () => {
    made += 1
    return 'x'.repeat(20_000)
  }
  for (let nth = 0; nth < 3; nth += 1) answers.of(taskOf('a'), operation, 0, long)
  expect(made).toBe(3)
})

test('it is made again when the task has another timeline or a shortened request', () => {
  const { read, made } = reader()
  const task = taskOf('a')
  read(task)
  task.timeline = plannedTimeline(0, 0, 'failed')
  read(task)
  task.request = '"shortened"'
  read(task)
  expect(made()).toBe(3)
})

test('only those read lately are kept, so a million finished tasks take no more memory', () => {
  const { read, made } = reader()
  const first = taskOf('first')
  read(first)
  for (let nth = 0; nth < 1_000; nth += 1) read(taskOf(String(nth)))
  read(first)
  expect(made()).toBe(1_002)
})

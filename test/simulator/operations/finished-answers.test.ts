import { expect, test } from 'vitest'
import { contracts } from '../../../src/contracts/index.ts'
import { FinishedAnswers } from '../../../src/simulator/operations/finished-answers.ts'
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
  const answers = new FinishedAnswers()
  let made = 0
  return {
    read: (task: Task) => answers.of(task, operation, () => ({ id: task.id, nth: ++made })),
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

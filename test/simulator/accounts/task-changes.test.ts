import { expect, test } from 'vitest'
import { TaskChanges } from '../../../src/simulator/accounts/task-changes.ts'
import type { Task } from '../../../src/simulator/tasks/task.ts'
import {
  endedWith,
  NOT_BY_TIME,
  plannedTimeline,
  type Timeline,
} from '../../../src/simulator/tasks/timeline.ts'

const taskAt = (createdAt: number, timeline: Timeline = plannedTimeline(10, 30, 'succeeded')): Task => ({
  id: `t${createdAt}`,
  provider: 'kie',
  ordinal: createdAt,
  model: 'm',
  request: '{}',
  createdAt,
  cost: 1,
  strike: undefined,
  requested: undefined,
  product: undefined,
  timeline,
  reads: 0,
  isEndTold: false,
})

test('the next change of all tasks is found as time passes', () => {
  const changes = new TaskChanges(() => [taskAt(0), taskAt(5)])
  expect([0, 10, 15, 40, 45].map((now) => changes.nextAfter(now))).toEqual([10, 15, 40, 45, undefined])
})

test('tasks that come later are found, whether or not somebody has asked before', () => {
  const tasks = [taskAt(0)]
  const changes = new TaskChanges(() => tasks)
  tasks.push(taskAt(1))
  expect(changes.soonest(0, 9).map(({ at }) => at)).toEqual([10, 11])
  const late = taskAt(2, plannedTimeline(1, 1, 'failed'))
  tasks.push(late)
  changes.note(late)
  expect(changes.soonest(0, 2)).toEqual([
    { at: 3, label: 'task t2: running' },
    { at: 10, label: 'task t0: running' },
  ])
})

test('another timeline counts, the old one does not', () => {
  const task = taskAt(0)
  const changes = new TaskChanges(() => [task])
  expect(changes.lastAfter(0)).toBe(40)
  task.timeline = plannedTimeline(100, 100, 'succeeded')
  changes.note(task)
  expect(changes.nextAfter(0)).toBe(100)
  expect(changes.lastAfter(0)).toBe(200)
  task.timeline = endedWith(task.timeline, 5, { phase: 'failed' })
  changes.note(task)
  expect(changes.nextAfter(5)).toBeUndefined()
})

test('what time alone does not bring is never due', () => {
  const changes = new TaskChanges(() => [taskAt(0, NOT_BY_TIME)])
  expect(changes.nextAfter(0)).toBeUndefined()
  expect(changes.lastAfter(0)).toBeUndefined()
  expect(changes.soonest(0, 9)).toEqual([])
})

test('many tasks are gone through once, however often somebody asks', () => {
  const tasks = Array.from({ length: 20_000 }, (_, index) => taskAt(index))
  let looks = 0
  const changes = new TaskChanges(() => {
    looks += 1
    return tasks
  })
  let now = 0
  let steps = 0
  for (let next = changes.nextAfter(now); next !== undefined; next = changes.nextAfter(now)) {
    now = next
    steps += 1
  }
  expect(looks).toBe(1)
  expect(now).toBe(20_039)
  expect(steps).toBe(20_030)
})

import type { Timeline } from '../tasks/timeline.ts'
import type { Fault } from './fault.ts'

const failing = (timeline: Timeline): Timeline => {
  const [first, ...rest] = timeline
  const fail = <Step extends Timeline[number]>(step: Step): Step =>
    step.phase === 'succeeded' ? { ...step, phase: 'failed' } : step
  return [fail(first), ...rest.map(fail)]
}

/** The create is accepted, the task runs as long as planned, and then it fails; its credits come back. */
export const taskFails: Fault = {
  name: 'task-fails',
  catches: 'a client that waits for success alone, or looks for results without looking at the state',
  strikes: ['create'],
  bendTimeline: failing,
}

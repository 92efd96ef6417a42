import { drawLatency, type Latency, typicalOf } from '../duration.ts'
import type { Random } from '../random.ts'
import type { Settings } from '../settings.ts'
import { NOT_BY_TIME, plannedTimeline, type Timeline } from './timeline.ts'

/** Observed: a video takes 63 to 785 s; the median and the queue's share are assumed. */
const REALISTIC = { queue: { median: 8_000, p99: 60_000 }, run: { median: 170_000, p99: 725_000 } }
const SHORT = { queue: 1_000, run: 3_000 }

/** Plans the life of a new task, as if nothing goes wrong. */
export interface Planner {
  plan(random: Random, ordinal: number): Timeline
  /** What a provider would announce as the time it takes, ms. */
  readonly estimateMs: number
}

export const createPlanner = ({ progress, queue, run, realistic }: Settings): Planner => {
  const queueLatency: Latency = queue ?? (realistic ? REALISTIC.queue : SHORT.queue)
  const runLatency: Latency = run ?? (realistic ? REALISTIC.run : SHORT.run)
  const estimateMs = typicalOf(queueLatency) + typicalOf(runLatency)
  if (progress === 'immediate') {
    const atOnce = plannedTimeline(0, 0, 'succeeded')
    return { plan: () => atOnce, estimateMs: 0 }
  }
  if (progress !== 'time') return { plan: () => NOT_BY_TIME, estimateMs }
  if (typeof queueLatency === 'number' && typeof runLatency === 'number') {
    // One timeline for all: a million tasks then hold a million references, not timelines.
    const always = plannedTimeline(queueLatency, runLatency, 'succeeded')
    return { plan: () => always, estimateMs }
  }
  return {
    plan: (random, ordinal) =>
      plannedTimeline(
        drawLatency(queueLatency, random, 'queue', ordinal),
        drawLatency(runLatency, random, 'run', ordinal),
        'succeeded',
      ),
    estimateMs,
  }
}

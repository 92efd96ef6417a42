import type { Random } from '../../basics/chance/random.ts'
import type { Latency } from '../../basics/duration.ts'
import { drawLatency, typicalOf } from '../../basics/time/draw-latency.ts'
import { type ScenarioLatency, spanOf } from '../scenarios/latency.ts'
import type { Settings } from '../settings.ts'
import { NOT_BY_TIME, plannedTimeline, type Timeline } from './timeline.ts'

/** Observed: a video takes 63 to 785 s; the median and the queue's share are assumed. */
const REALISTIC = { queue: { median: 8_000, p99: 60_000 }, run: { median: 170_000, p99: 725_000 } }
const SHORT = { queue: 1_000, run: 3_000 }

/** Plans the life of a new task, as if nothing goes wrong. */
export interface Planner {
  plan(random: Random, ordinal: number, model: string): Timeline
  /** The duration that a provider would announce, ms. */
  estimateMs(model: string): number
}

interface Spans {
  readonly queue: Latency
  readonly run: Latency
}

/** How long tasks take: by the scenario for the model, else for all models, else by the settings, else the default. */
const spansOf = (settings: Settings, latency: ScenarioLatency | undefined, model: string): Spans => {
  const usual = settings.realistic ? REALISTIC : SHORT
  return {
    queue: spanOf(latency, 'queue', model) ?? settings.queue ?? usual.queue,
    run: spanOf(latency, 'run', model) ?? settings.run ?? usual.run,
  }
}

const planByTime = ({ queue, run }: Spans): Planner['plan'] => {
  if (typeof queue === 'number' && typeof run === 'number') {
    // One shared timeline: a million tasks then hold a million references, not timelines.
    const always = plannedTimeline(queue, run, 'succeeded')
    return () => always
  }
  return (random, ordinal) =>
    plannedTimeline(
      drawLatency(queue, random, 'queue', ordinal),
      drawLatency(run, random, 'run', ordinal),
      'succeeded',
    )
}

const AT_ONCE = plannedTimeline(0, 0, 'succeeded')

/** How many models a planner remembers; what it remembers can be worked out again. */
const MOST_MODELS = 100

export const createPlanner = (settings: Settings, latency: ScenarioLatency | undefined): Planner => {
  const byModel = new Map<string, { readonly plan: Planner['plan']; readonly estimateMs: number }>()
  const plannerOf = (model: string) => {
    let planner = byModel.get(model)
    if (planner === undefined) {
      const spans = spansOf(settings, latency, model)
      planner = { plan: planByTime(spans), estimateMs: typicalOf(spans.queue) + typicalOf(spans.run) }
      // Any text may be a model with --unknown-models accept.
      if (byModel.size < MOST_MODELS) byModel.set(model, planner)
    }
    return planner
  }
  const { progress } = settings
  if (progress === 'immediate') return { plan: () => AT_ONCE, estimateMs: () => 0 }
  const plan: Planner['plan'] =
    progress === 'time'
      ? (random, ordinal, model) => plannerOf(model).plan(random, ordinal, model)
      : () => NOT_BY_TIME
  return { plan, estimateMs: (model) => plannerOf(model).estimateMs }
}

const shared = new WeakMap<Settings, WeakMap<object, Planner>>()

/** The planner of all accounts whose tasks take as long: one for each account would take a kilobyte, and more with its models. */
export const sharedPlanner = (settings: Settings, latency: ScenarioLatency | undefined): Planner => {
  const planners = shared.get(settings) ?? new WeakMap<object, Planner>()
  shared.set(settings, planners)
  const known = planners.get(latency ?? settings)
  if (known !== undefined) return known
  const planner = createPlanner(settings, latency)
  planners.set(latency ?? settings, planner)
  return planner
}

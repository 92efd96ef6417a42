import type { Latency } from '../../basics/duration.ts'

/** How long things take, where a scenario says so. */
export interface Spans {
  readonly answers?: Latency
  readonly queue?: Latency
  readonly run?: Latency
  /** From a task's end to its callback. */
  readonly callbacks?: Latency
}

export const SPANS = ['answers', 'queue', 'run', 'callbacks'] as const

export interface ScenarioLatency extends Spans {
  /** Those of single models, which take precedence. */
  readonly models?: Readonly<Record<string, Spans>>
}

/** How long something takes for a model; `undefined` where the scenario leaves it open. */
export const spanOf = (
  latency: ScenarioLatency | undefined,
  name: keyof Spans,
  model: string | undefined,
): Latency | undefined => {
  const { models } = latency ?? {}
  const own =
    models !== undefined && model !== undefined && Object.hasOwn(models, model) ? models[model] : undefined
  return own?.[name] ?? latency?.[name]
}

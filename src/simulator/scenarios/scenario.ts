import type { Latency } from '../duration.ts'
import { defaultsOf } from '../faults/index.ts'
import { serverError } from '../faults/server-error.ts'
import { taskFails } from '../faults/task-fails.ts'
import type { RateLimit, Settings } from '../settings.ts'
import type { Rule } from './rule.ts'

/** How long things take in a scenario, where it says so. */
export interface ScenarioLatency {
  readonly answers?: Latency
  readonly queue?: Latency
  readonly run?: Latency
  /** From a task's end to its callback. */
  readonly callbacks?: Latency
  /** Queue and run of single models. */
  readonly models?: Readonly<Record<string, { readonly queue?: Latency; readonly run?: Latency }>>
}

/** A named behaviour, as data: rules in order, of which the first that matches wins, and what else differs. */
export interface Scenario {
  readonly name: string
  /** One line for `stuntdouble scenarios`. */
  readonly about: string
  readonly rules: readonly Rule[]
  readonly latency?: ScenarioLatency
  /** Credits of an account that starts in it. */
  readonly credits?: number
  readonly rateLimit?: RateLimit
  readonly maxRunning?: number
}

/** The rules that the rate settings make. */
export const rateRules = ({ errorRate, failRate }: Settings): readonly Rule[] =>
  [
    { fault: serverError, settings: defaultsOf(serverError), chance: errorRate },
    { fault: taskFails, settings: defaultsOf(taskFails), chance: failRate },
  ].filter(({ chance }) => chance > 0)

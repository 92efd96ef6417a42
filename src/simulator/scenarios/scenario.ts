import { defaultsOf } from '../faults/index.ts'
import { serverError } from '../faults/server-error.ts'
import { taskFails } from '../faults/task-fails.ts'
import type { Settings } from '../settings.ts'
import type { RateLimit } from '../simulator-kinds.ts'
import type { ScenarioLatency } from './latency.ts'
import type { Rule } from './rule.ts'

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
  /** The parts of it that can do nothing under the simulator's settings, and were left out. */
  readonly notes?: readonly string[]
}

/** The rules that the rate settings make. */
export const rateRules = ({ errorRate, failRate }: Settings): readonly Rule[] =>
  [
    { fault: serverError, settings: defaultsOf(serverError), chance: errorRate },
    { fault: taskFails, settings: defaultsOf(taskFails), chance: failRate },
  ].filter(({ chance }) => chance > 0)

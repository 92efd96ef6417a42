import type { ProviderName } from '../../contracts/index.ts'
import type { Strike } from '../faults/fault.ts'
import type { Product } from '../results/product.ts'
import type { ScenarioLatency } from '../scenarios/latency.ts'
import type { Rule } from '../scenarios/rule.ts'
import { type Step, stepAt, type Timeline, terminalStep } from './timeline.ts'

/** What a create request asked for, in its prompt or a header, to happen to its task and to later calls about it. */
export interface Requested {
  readonly rules: readonly Rule[]
  /** The request named a whole scenario: the account's own does not apply to this task. */
  readonly coversTask: boolean
  /** How long things take for it. */
  readonly latency: ScenarioLatency | undefined
}

/**
 * One paid unit of work. What was asked, and when, never changes; its state is worked out from the timeline and the
 * account's time. Only what time does not move (`polls:N`, the control API) gives it a new timeline.
 */
export interface Task {
  readonly id: string
  readonly provider: ProviderName
  /** Its number among the tasks of its account, from 0: the ordinal of everything drawn for it. */
  readonly ordinal: number
  readonly model: string
  /** The body of its create request, as JSON text; shortened when all accounts together hold too much. */
  request: string
  /** Epoch ms, by the account's clock. */
  readonly createdAt: number
  /** Credits; given back when it fails. */
  readonly cost: number
  /** The fault that struck its create request, if it also affects what follows. */
  readonly strike: Strike | undefined
  readonly requested: Requested | undefined
  /** Its results, if not one video. */
  readonly product: Product | undefined
  timeline: Timeline
  /** How often it was read. */
  reads: number
  /** Whether its client was told, by a response or a callback, that it ended well. */
  isEndTold: boolean
}

/** The step a task is in at `now`. */
export const taskStepAt = (task: Task, now: number): Step => stepAt(task.timeline, now - task.createdAt)

/** When a task ends, epoch ms; `undefined` while only a read or the control API can end it. */
export const endOf = (task: Task): number | undefined => {
  const step = terminalStep(task.timeline)
  return step === undefined || step.afterMs === Number.POSITIVE_INFINITY
    ? undefined
    : task.createdAt + step.afterMs
}

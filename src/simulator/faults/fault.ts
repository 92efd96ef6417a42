import type { OperationKind } from '../../contracts/index.ts'
import type { Refusal } from '../refusal.ts'
import type { Timeline } from '../tasks/timeline.ts'

/** What a fault may look at to decide how it strikes: a draw in [0, 1) of its own. */
export interface FaultContext {
  readonly fraction: number
}

/**
 * One deviation from good behaviour. Everything but its name is optional: most faults do one thing. When it strikes is
 * the scenario's business, rolling dice is `random.ts`'s.
 */
export interface Fault {
  /** As users type it; also the file's name. */
  readonly name: string
  /** Which client mistake it catches, in one sentence. */
  readonly catches: string
  /** The kinds of operations it can strike. */
  readonly strikes: readonly OperationKind[]
  /** Refuses the call before any work is done. */
  readonly rejectRequest?: (context: FaultContext) => Refusal
  /** Changes what is planned for a new task. */
  readonly bendTimeline?: (timeline: Timeline) => Timeline
}

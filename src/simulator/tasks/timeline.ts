import { type FailureName, isTerminal, type Phase } from '../../contracts/index.ts'

/** Other forms of the text that holds a task's links. */
export type ResultForm = 'junk' | 'array' | 'string' | 'other-key'

/** How a failed task explains itself. */
export interface Failure {
  /** In the provider's own words for this. */
  readonly as?: FailureName
  readonly code?: string
  readonly message?: string
}

/** One planned phase, from `afterMs` after the create request on. */
export interface Step {
  readonly afterMs: number
  readonly phase: Phase
  /** Only where the phase is `failed`, and not for the provider's usual reason. */
  readonly failure?: Failure
  /** The provider's word for the state, if it is not its usual word for the phase. */
  readonly state?: string
  /** A success without a result. */
  readonly isEmpty?: boolean
  /** A success whose links are in a text of another form. */
  readonly resultForm?: ResultForm
}

/** A task's planned phases, in time order. The first is at 0; one that time alone never reaches is at `Infinity`. */
export type Timeline = readonly [Step, ...Step[]]

/** The step a task is in, `elapsedMs` after its create request. */
export const stepAt = (timeline: Timeline, elapsedMs: number): Step => {
  for (let index = timeline.length - 1; index > 0; index -= 1) {
    const step = timeline[index]
    if (step !== undefined && step.afterMs <= elapsedMs) return step
  }
  return timeline[0]
}

/** The step after which nothing changes, if there is one. */
export const terminalStep = (timeline: Timeline): Step | undefined => {
  const last = timeline.at(-1)
  return last !== undefined && isTerminal(last.phase) ? last : undefined
}

/** How far a task is, 0 to 100; never decreases. A task that fails stops short of 100. */
export const progressAt = (timeline: Timeline, elapsedMs: number): number => {
  const step = stepAt(timeline, elapsedMs)
  if (step.phase === 'succeeded') return 100
  const runsFrom = timeline.find(({ phase }) => phase === 'running')?.afterMs
  const endsAt = terminalStep(timeline)?.afterMs
  if (runsFrom === undefined || elapsedMs < runsFrom) return 0
  if (endsAt === undefined || endsAt === Number.POSITIVE_INFINITY || endsAt <= runsFrom) {
    return step.phase === 'failed' ? 99 : 1
  }
  const share = (Math.min(elapsedMs, endsAt) - runsFrom) / (endsAt - runsFrom)
  return Math.max(1, Math.min(99, Math.floor(share * 100)))
}

/** Queued, then running, then ended. */
export const plannedTimeline = (
  queueMs: number,
  runMs: number,
  end: Step['phase'],
  failure?: Failure,
): Timeline => [
  { afterMs: 0, phase: 'queued' },
  { afterMs: queueMs, phase: 'running' },
  { afterMs: queueMs + runMs, phase: end, ...(failure === undefined ? {} : { failure }) },
]

/** Not moved by time: something else triggers its steps. */
export const NOT_BY_TIME: Timeline = plannedTimeline(Number.POSITIVE_INFINITY, 0, 'succeeded')

/** What has happened by `elapsedMs`, and then `end`: at once, or never if it is undefined. */
export const endedWith = (
  [first, ...rest]: Timeline,
  elapsedMs: number,
  end: Omit<Step, 'afterMs'> | undefined,
): Timeline => {
  const past = rest.filter(({ afterMs }) => afterMs <= elapsedMs)
  const never: Step = { afterMs: Number.POSITIVE_INFINITY, phase: 'succeeded' }
  return [first, ...past, end === undefined ? never : { ...end, afterMs: elapsedMs }]
}

/** The timeline with its next steps brought forward to `elapsedMs`, up to and including the first one in `phases`. */
export const broughtForward = (timeline: Timeline, elapsedMs: number, phases: readonly Phase[]): Timeline => {
  const until = timeline.findIndex(({ phase }) => phases.includes(phase))
  const [first, ...rest] = timeline
  const moved = rest.map((step, index) =>
    index + 1 <= until && step.afterMs > elapsedMs ? { ...step, afterMs: elapsedMs } : step,
  )
  return [first, ...moved]
}

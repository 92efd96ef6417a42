import type { Letter } from '../caps.ts'
import type { Axis, Citation } from '../obligations/obligation.ts'
import type { ClientEnding, RecordedRequest, RecordedTask, Told } from '../recording.ts'

/** What is said of one obligation. Blank is not a failure: it was not run. */
export type VerdictKind = 'pass' | 'warning' | 'fail' | 'not-applicable' | 'untestable' | 'blank'

/** One obligation, judged. */
export interface JudgedObligation {
  readonly id: string
  readonly axis: Axis
  readonly level: 'must' | 'should'
  readonly verdict: VerdictKind
  readonly isScored: boolean
  readonly says: string
  readonly why: string
  readonly remedy: string
  readonly because: string
  readonly evidence: readonly Citation[]
  /** The command that repeats it alone. */
  readonly repeat: string
}

/** One run of the command. */
export interface ReportedSituation {
  readonly id: string
  readonly about: string
  readonly durationMs: number
  readonly ending: ClientEnding
  readonly told: Told | null
  readonly tasks: readonly RecordedTask[]
  readonly requests: readonly Pick<
    RecordedRequest,
    'n' | 'atMs' | 'durationMs' | 'kind' | 'method' | 'path' | 'status' | 'fault' | 'task'
  >[]
  /** The end of what it said. */
  readonly stdout: string
  readonly stderr: string
}

/** What a grading says: schemas/grade-report.schema.json. */
export interface GradeReport {
  readonly schemaVersion: 1
  readonly version: string
  readonly set: string
  /** What is graded: its command, or what the user calls it. */
  readonly client: string
  readonly command: readonly string[]
  readonly provider: string
  readonly profile: string
  readonly seed: number
  readonly deadlineMs: number
  readonly durationMs: number
  /** Null when not everything was run: a part has no grade. */
  readonly grade: Letter | null
  readonly caps: readonly {
    readonly id: string
    readonly means: string
    readonly cap: Letter
    readonly because: readonly string[]
  }[]
  readonly money: {
    readonly jobs: number
    readonly paidCreates: number
    readonly creditsWasted: number
    readonly orphaned: number
  }
  readonly obligations: readonly JudgedObligation[]
  readonly situations: readonly ReportedSituation[]
}

export const isBroken = ({ verdict, isScored }: JudgedObligation): boolean =>
  isScored && (verdict === 'fail' || verdict === 'untestable')

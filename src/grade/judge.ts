import { contracts } from '../contracts/index.ts'
import { obligations } from './obligations/index.ts'
import type { Finding, Obligation } from './obligations/obligation.ts'
import type { Recording } from './recording.ts'
import type { JudgedObligation, VerdictKind } from './report/report.ts'
import type { GradeSet } from './sets.ts'
import { HAPPY, situations } from './situations/index.ts'

/** What judging needs to know besides the recordings. */
export interface Judging {
  readonly set: GradeSet
  /** Whether this obligation was asked for. */
  readonly isAsked: (id: string) => boolean
  /** The command line that repeats an obligation alone. */
  readonly repeat: (id: string) => string
}

/** The situations that have to be run to judge these obligations; those about every run are judged by what there is. */
export const situationsFor = (isAsked: (id: string) => boolean): ReadonlySet<string> => {
  const asked = obligations.filter(({ id }) => isAsked(id))
  const all = asked.some((obligation) => obligation.situations.length === 0)
  return new Set([HAPPY.id, ...(all ? situations.keys() : asked.flatMap((each) => each.situations))])
}

const verdictOf = (finding: Finding, { level }: Obligation): VerdictKind => {
  switch (finding.kind) {
    case 'kept':
      return 'pass'
    case 'broken':
      return (finding.level ?? level) === 'should' ? 'warning' : 'fail'
    case 'not-applicable':
      return 'not-applicable'
    case 'untestable':
      return 'untestable'
  }
}

/** Why a situation has no recording, or says nothing of this client; `undefined` when it does. */
const exempt = (id: string, recordings: readonly Recording[]): string | undefined => {
  const situation = situations.get(id)
  const recording = recordings.find((each) => each.situation === id)
  if (recording !== undefined) return recording.isProvoked ? undefined : situation?.unprovoked
  const [any] = recordings
  if (any === undefined) return undefined
  const { provider, profile, deadlineMs } = any
  if (
    situation?.needsReceiver &&
    recordings.every((each) => each.requests.every(({ callbackUrl }) => callbackUrl === null))
  )
    return 'the client gives no callback address'
  return situation?.cannot?.({ contract: contracts[provider], profile, deadlineMs })
}

const judgeOne = (obligation: Obligation, recordings: readonly Recording[]): Finding => {
  const [only] = obligation.situations
  const because = only === undefined ? undefined : exempt(only, recordings)
  if (because !== undefined) return { kind: 'not-applicable', because }
  const seen =
    only === undefined
      ? recordings
      : recordings.filter(({ situation }) => obligation.situations.includes(situation))
  return obligation.judge(seen)
}

/** Judges every obligation by what was recorded. Pure: the same recordings, the same verdicts. */
export const judge = (
  recordings: readonly Recording[],
  { set, isAsked, repeat }: Judging,
): readonly JudgedObligation[] =>
  obligations.map((obligation) => {
    const { id, axis, level, says, why, remedy, situations: needed } = obligation
    const isScored = set.scored.includes(id)
    const shared = { id, axis, level, isScored, says, why, remedy, repeat: repeat(id) }
    const wasRun = needed.length > 0 || recordings.length > 0
    if (!isAsked(id) || !wasRun)
      return { ...shared, verdict: 'blank' as const, because: 'It was not run.', evidence: [] }
    const finding = judgeOne(obligation, recordings)
    return {
      ...shared,
      verdict: verdictOf(finding, obligation),
      because: finding.because,
      evidence: 'evidence' in finding ? finding.evidence : [],
    }
  })

/** From this share of its deadline on, a client may have run out of time because the machine was busy. */
const NEAR = 0.7
/** With more than these, the machine is not the reason. */
const MOST_SUSPECTS = 6
/** Broken in more situations than these, it was not the machine. */
const MOST_ACCIDENTS = 2

/** The situations behind broken obligations that look at clocks, or in which nothing was seen: they are run once more, alone. */
export const suspectedOf = (
  judged: readonly JudgedObligation[],
  recordings: readonly Recording[],
): readonly string[] => {
  const broken = obligations.filter(({ id }) =>
    judged.some(
      ({ id: own, verdict }) =>
        own === id && (verdict === 'fail' || verdict === 'warning' || verdict === 'untestable'),
    ),
  )
  // Whoever makes requests elsewhere and none here may not have been connected in time.
  const isSilent = (id: string): boolean =>
    recordings.some(({ situation, requests }) => situation === id && requests.length === 0)
  const isNear = (id: string): boolean =>
    recordings.some(
      ({ situation, durationMs, deadlineMs }) => situation === id && durationMs > deadlineMs * NEAR,
    )
  const suspects = broken.flatMap(({ isTimed, situations: looked, id }) => {
    const silent = looked.filter(isSilent)
    if (silent.length > 0 || isTimed === undefined || isTimed === false) return silent
    const evidence = judged.find((each) => each.id === id)?.evidence ?? []
    const cited = [...new Set(evidence.map(({ situation }) => situation))]
    const all = looked.length > 0 ? looked : cited.length > MOST_ACCIDENTS ? [] : cited
    return isTimed === true ? all : all.filter(isNear)
  })
  return [...new Set(suspects)].slice(0, MOST_SUSPECTS)
}

import { version } from '../../basics/version.ts'
import { CAP_RULES, concerns, worst } from '../caps.ts'
import { accepted } from '../obligations/looking.ts'
import { orphansOf } from '../obligations/money/no-orphan.ts'
import type { Recording } from '../recording.ts'
import { situations } from '../situations/index.ts'
import type { GradeReport, JudgedObligation, ReportedSituation } from './report.ts'

const moneyOf = (recordings: readonly Recording[]): GradeReport['money'] => {
  const paid = recordings.filter(({ tasks }) => tasks.length > 0)
  const costs = paid.map((recording) => {
    const orphans = orphansOf(recording)
    const twice = recording.tasks.slice(1).filter((task) => !orphans.includes(task))
    return [...orphans, ...twice].reduce((sum, { credits }) => sum + credits, 0)
  })
  return {
    jobs: paid.length,
    paidCreates: paid.reduce((sum, recording) => sum + accepted(recording).length, 0),
    creditsWasted: costs.reduce((sum, cost) => sum + cost, 0),
    orphaned: paid.reduce((sum, recording) => sum + orphansOf(recording).length, 0),
  }
}

/** The rules that hold, with the obligations behind each. */
const capsOf = (judged: readonly JudgedObligation[]): GradeReport['caps'] =>
  CAP_RULES.flatMap((rule) => {
    const because = judged
      .filter(({ isScored, verdict, id }) => isScored && verdict === rule.verdict && concerns(rule, id))
      .map(({ id }) => id)
    return because.length === 0 ? [] : [{ id: rule.id, means: rule.means, cap: rule.cap, because }]
  })

/** Of a long output, the end says how it went. */
const TAIL = 2_000
const MOST_SHOWN = 40

const situationOf = (recording: Recording): ReportedSituation => ({
  id: recording.situation,
  about: situations.get(recording.situation)?.about ?? '',
  durationMs: recording.durationMs,
  ending: recording.ending,
  told: recording.told,
  tasks: recording.tasks,
  requests: recording.requests
    .slice(0, MOST_SHOWN)
    .map(({ n, atMs, durationMs, kind, method, path, status, fault, task }) => ({
      n,
      atMs,
      durationMs,
      kind,
      method,
      path,
      status,
      fault,
      task,
    })),
  stdout: recording.stdout.slice(-TAIL),
  stderr: recording.stderr.slice(-TAIL),
})

/** What a report states of how it was made. */
export type ReportHead = Pick<
  GradeReport,
  'command' | 'provider' | 'profile' | 'seed' | 'deadlineMs' | 'client' | 'durationMs' | 'set'
>

/** The report of a grading. */
export const reportOf = (
  { command, provider, profile, seed, deadlineMs, client, durationMs, set }: ReportHead,
  judged: readonly JudgedObligation[],
  recordings: readonly Recording[],
): GradeReport => {
  const caps = capsOf(judged)
  return {
    schemaVersion: 1,
    version: version(),
    set,
    client,
    command,
    provider,
    profile,
    seed,
    deadlineMs,
    durationMs: Math.round(durationMs),
    grade: judged.some(({ verdict }) => verdict === 'blank') ? null : worst(caps.map(({ cap }) => cap)),
    caps,
    money: moneyOf(recordings),
    obligations: judged,
    situations: recordings.map(situationOf),
  }
}

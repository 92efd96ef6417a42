import { realNow } from '../basics/time/machine.ts'
import { contracts, type Profile, type ProviderName } from '../contracts/index.ts'
import { assertGradable } from './gradable.ts'
import { judge, situationsFor, suspectedOf } from './judge.ts'
import type { Recording } from './recording.ts'
import type { GradeReport } from './report/report.ts'
import { reportOf } from './report/report-of.ts'
import { GRADE_2026_1 } from './sets.ts'
import { HAPPY, situations } from './situations/index.ts'
import type { Situation } from './situations/situation.ts'
import { type Job, perform } from './stage/perform.ts'

export interface GradeOptions {
  readonly provider: ProviderName
  readonly profile: Profile
  readonly deadlineMs: number
  readonly seed: number
  /** Ids of obligations, or axes; all when empty. */
  readonly only: readonly string[]
  /** How many situations run at once. */
  readonly jobs: number
  /** What reports call it. */
  readonly client: string
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  readonly abort: AbortSignal
  /** How the grading is repeated, up to the flag `--only`. */
  readonly repeat: (id: string) => string
  /** Called as each run ends. */
  readonly onRun?: ((situation: string, done: number, of: number) => void) | undefined
}

/**
 * Runs a command in every situation and judges what it did.
 * @throws GradeError when there is no such program, or it does not call this provider
 */
export const grade = async (command: readonly string[], options: GradeOptions): Promise<GradeReport> => {
  const startedAt = realNow()
  const isAsked = (id: string): boolean =>
    options.only.length === 0 || options.only.some((word) => id === word || id.startsWith(`${word}/`))
  const first = await perform(HAPPY, jobOf(command, options, true, false))
  assertGradable(first, command)
  const usesCallbacks = first.requests.some(({ callbackUrl }) => callbackUrl !== null)
  const polls = first.requests.some(({ kind }) => kind === 'retrieve')
  const job = jobOf(command, options, polls, usesCallbacks)
  const wanted = plannedFor(job, situationsFor(isAsked), usesCallbacks)
  let done = 1
  options.onRun?.(HAPPY.id, done, wanted.length + 1)
  const rest = await sideBySide(wanted, options.jobs, options.abort, async (situation) => {
    const recording = await perform(situation, job)
    done += 1
    options.onRun?.(situation.id, done, wanted.length + 1)
    return recording
  })
  const judging = { set: GRADE_2026_1, isAsked, repeat: options.repeat }
  const recordings = await again([first, ...rest], job, (all) => suspectedOf(judge(all, judging), all))
  const judged = judge(recordings, judging)
  return reportOf(
    { ...options, command, durationMs: realNow() - startedAt, set: GRADE_2026_1.id },
    judged,
    recordings,
  )
}

const jobOf = (command: readonly string[], options: GradeOptions, polls: boolean, waits: boolean): Job => ({
  command,
  provider: options.provider,
  profile: options.profile,
  deadlineMs: options.deadlineMs,
  seed: options.seed,
  env: options.env,
  cwd: options.cwd,
  abort: options.abort,
  // A task that ends with its second read would never end for a client that only waits for the callback.
  polls: polls && !waits,
})

const plannedFor = (job: Job, needed: ReadonlySet<string>, usesCallbacks: boolean): readonly Situation[] => {
  const { provider, profile, deadlineMs } = job
  const context = { contract: contracts[provider], profile, deadlineMs }
  return [...situations.values()]
    .filter(({ id }) => id !== HAPPY.id && needed.has(id))
    .filter((situation) => situation.cannot?.(context) === undefined)
    .filter(({ needsReceiver }) => usesCallbacks || !needsReceiver)
    .sort((a, b) => Number(b.isLong ?? false) - Number(a.isLong ?? false))
}

const sideBySide = async <T, R>(
  items: readonly T[],
  most: number,
  abort: AbortSignal,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length && !abort.aborted) {
      const index = next
      next += 1
      results[index] = await work(items[index] as T)
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
  return results
}

/** What is suspected of bad timing is run once more, alone: the machine may have been busy. */
const again = async (
  recordings: readonly Recording[],
  job: Job,
  suspected: (recordings: readonly Recording[]) => readonly string[],
): Promise<readonly Recording[]> => {
  const renewed = new Map<string, Recording>()
  for (const id of suspected(recordings)) {
    const situation = situations.get(id)
    if (situation !== undefined && !job.abort.aborted) renewed.set(id, await perform(situation, job))
  }
  return recordings.map((recording) => renewed.get(recording.situation) ?? recording)
}

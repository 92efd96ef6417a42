import { contracts, type Profile, type ProviderName } from '../../contracts/index.ts'
import type { Calls } from '../../run/door/calls.ts'
import type { ShownDelivery, ShownTask } from '../../simulator/index.ts'
import type { RecordedCallback, Recording } from '../recording.ts'
import type { ClientRun } from './client-process.ts'
import { recordRequests, recordTasks, type Seen } from './record.ts'
import { toldIn } from './told.ts'
import type { Bent } from './wire.ts'

/** What there is to see of a run that has ended. */
interface Ended {
  readonly situation: string
  readonly provider: ProviderName
  readonly profile: Profile
  readonly deadlineMs: number
  /** The client's API key, which no recording may hold. */
  readonly key: string
  readonly run: ClientRun
  readonly seen: readonly Seen[]
  readonly moreRequests: number
  /** Replies that were changed on the wire. */
  readonly bent: readonly Bent[]
  readonly tasks: readonly ShownTask[]
  readonly deliveries: readonly ShownDelivery[]
  readonly calls: Calls
  readonly leftBehind: number
}

const callbacksOf = ({ deliveries, tasks }: Ended): readonly RecordedCallback[] =>
  deliveries.flatMap(({ taskId, attempts }) =>
    attempts.map(({ status, durationMs, error }) => ({
      task: taskId,
      status,
      durationMs: Math.round(durationMs),
      error,
      isOwn: tasks.some(({ id }) => id === taskId),
    })),
  )

/** The recording of a run, without the client's key. Provoked: something went wrong for it, on the wire or by a fault. */
export const recordingOf = (ended: Ended): Recording => {
  const { situation, provider, profile, deadlineMs, key, run, seen, moreRequests, bent, leftBehind } = ended
  const withoutKey = (text: string): string => text.replaceAll(key, '[key]')
  const stdout = withoutKey(run.stdout)
  const requests = recordRequests(seen, { contract: contracts[provider], key, tasks: ended.tasks, bent })
  const tasks = recordTasks(ended.tasks)
  return {
    ...{ situation, provider, profile, deadlineMs },
    durationMs: Math.round(run.durationMs),
    ending: run.ending,
    told: toldIn(stdout),
    stdout,
    stderr: withoutKey(run.stderr),
    keyIn: (['stdout', 'stderr'] as const).filter((name) => run[name].includes(key)),
    requests,
    moreRequests,
    tasks,
    callbacks: callbacksOf(ended),
    otherHosts: ended.calls
      .all()
      .filter(({ fate }) => fate === 'passed')
      .map(({ host }) => host),
    leftBehind,
    isProvoked: bent.length > 0 || [...requests, ...tasks].some(({ fault }) => fault !== null),
  }
}

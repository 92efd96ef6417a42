import type { RecordedTask, Recording } from '../../recording.ts'
import { names, times } from '../looking.ts'
import { type Citation, cite, everywhere } from '../obligation.ts'

/** Whether the client could read this task's id, and saw it end. */
const isKnown = ({ requests }: Recording, { id }: RecordedTask): boolean =>
  requests.some(({ task, answer }) => task === id && answer === 'accepted')

const sawItsEnd = ({ requests, callbacks }: Recording, { id }: RecordedTask): boolean =>
  requests.some(({ task, phase }) => task === id && (phase === 'succeeded' || phase === 'failed')) ||
  callbacks.some(({ task, status }) => task === id && status !== null && status < 300)

/** Paid tasks that the client knew, neither saw to their end nor named. */
export const orphansOf = (recording: Recording): readonly RecordedTask[] =>
  recording.tasks.filter(
    (task) =>
      task.phase !== 'failed' &&
      isKnown(recording, task) &&
      !sawItsEnd(recording, task) &&
      !names(recording, task),
  )

const citations = (recording: Recording): readonly Citation[] =>
  orphansOf(recording).flatMap(({ id }) =>
    recording.requests
      .filter(({ task, kind }) => task === id && kind === 'create')
      .map((request) => cite(recording, request)),
  )

export const noOrphan = everywhere(
  {
    id: 'money/no-orphan',
    says: 'It stops waiting for a paid task, and nobody is told its id.',
    why: 'The task goes on and is billed. Without its id nobody can ever fetch the result, or ask for the money back.',
    remedy: 'Print, store or throw the task id with every error from the moment you have it.',
  },
  (recordings) => {
    const evidence = recordings.flatMap(citations)
    return evidence.length === 0
      ? { kind: 'kept', because: 'Every paid task was seen to its end, or named.', evidence: [] }
      : {
          kind: 'broken',
          because: `${times(evidence.length, 'paid task')} left behind without a name.`,
          evidence: evidence.slice(0, 8),
        }
  },
)

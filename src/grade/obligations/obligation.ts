import type { RecordedRequest, Recording } from '../recording.ts'

/** Never summed up: a client may be good at one and bad at another. */
export const AXES = ['money', 'polling', 'errors', 'tolerance', 'callbacks', 'hygiene'] as const
export type Axis = (typeof AXES)[number]

/** One moment that proves a judgement. */
export interface Citation {
  readonly situation: string
  /** Real ms from the start of the command; null for how it ended. */
  readonly atMs: number | null
  /** What happened then, as a line: `POST /api/v1/jobs/createTask → 200`. */
  readonly what: string
}

/** What was found about one obligation. */
export type Finding =
  | { readonly kind: 'kept'; readonly because: string; readonly evidence: readonly Citation[] }
  | {
      readonly kind: 'broken'
      /** When it is less than the obligation's own level. */
      readonly level?: 'should'
      readonly because: string
      readonly evidence: readonly Citation[]
    }
  /** The client does not do what it is about, such as receive callbacks. */
  | { readonly kind: 'not-applicable'; readonly because: string }
  /** The client never came so far that it could be seen. */
  | { readonly kind: 'untestable'; readonly because: string }

/** One thing that a good client does. Judging is pure: everything it says is in the recordings. */
export interface Obligation {
  /** Its axis and its name: `money/reset-after-create`. */
  readonly id: `${Axis}/${string}`
  readonly axis: Axis
  /** Broken, a must is a failure and a should is a warning. */
  readonly level: 'must' | 'should'
  /** The situations it looks at; all that were run, when empty. */
  readonly situations: readonly string[]
  /** What a reviewer would write under code that breaks it. */
  readonly says: string
  readonly why: string
  readonly remedy: string
  /**
   * It looks at clocks, always or where the client ran out of time: what breaks it is looked at once more, alone.
   */
  readonly isTimed?: boolean | 'near-the-deadline'
  /** Why whoever breaks it breaks others with it, where that is so. */
  readonly implies?: string
  readonly judge: (recordings: readonly Recording[]) => Finding
}

/** What every obligation about one situation states. */
export interface About extends Pick<Obligation, 'id' | 'says' | 'why' | 'remedy'> {
  readonly situation: string
  readonly level?: Obligation['level']
  readonly isTimed?: Obligation['isTimed'] & {}
  readonly implies?: string
}

const axisOf = (id: Obligation['id']): Axis => id.split('/')[0] as Axis

/** An obligation that is seen in one situation. Without that situation, or when the client did not meet it, nothing is judged. */
export const inSituation = (
  { situation, level = 'must', ...about }: About,
  judge: (recording: Recording) => Finding,
): Obligation => ({
  ...about,
  axis: axisOf(about.id),
  level,
  situations: [situation],
  judge: ([recording]) => {
    if (recording === undefined) return { kind: 'not-applicable', because: 'it cannot be had here' }
    if (!recording.isProvoked) return { kind: 'untestable', because: notMet(recording) }
    return judge(recording)
  },
})

/** An obligation that every run has to keep. */
export const everywhere = (
  { level = 'must', ...about }: Omit<About, 'situation'>,
  judge: (recordings: readonly Recording[]) => Finding,
): Obligation => ({ ...about, axis: axisOf(about.id), level, situations: [], judge })

const notMet = ({ requests, ending }: Recording): string => {
  const end =
    ending.kind === 'exited'
      ? `it ended with ${ending.code}`
      : ending.kind === 'never-ended'
        ? 'it did not end'
        : `it was ended by ${ending.kind}`
  return requests.length === 0
    ? `the client made no request, and ${end}`
    : `the client never met it: ${requests.length} request${requests.length === 1 ? '' : 's'}, and ${end}`
}

/** A request as a line. */
export const cite = (recording: Recording, request: RecordedRequest): Citation => ({
  situation: recording.situation,
  atMs: request.atMs,
  what: `${request.method} ${request.path.slice(0, 100)} → ${request.status ?? 'no response'}${request.fault === null ? '' : ` (${request.fault})`}`,
})

/** How the command ended, as a line. */
export const citeEnd = ({ situation, ending, durationMs, told }: Recording): Citation => {
  const words = {
    exited: () => `ended with exit code ${ending.kind === 'exited' ? ending.code : ''}`,
    killed: () => `was ended by ${ending.kind === 'killed' ? ending.signal : ''}`,
    'never-ended': () => 'was still running, and was ended',
    'not-started': () => 'did not start',
  }[ending.kind]()
  const said = told === null ? '' : `, told ${JSON.stringify(told).slice(0, 160)}`
  return { situation, atMs: durationMs, what: `${words}${said}` }
}

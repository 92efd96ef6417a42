import type { Judgement, OperationKind, Phase, Profile, ProviderName } from '../contracts/index.ts'

/** One request of the client's, as the double saw it. Times are real ms from the start of the command. */
export interface RecordedRequest {
  /** From 1, in the order in which they were answered. */
  readonly n: number
  readonly atMs: number
  readonly durationMs: number
  /** Null where it is not one of the provider's operations. */
  readonly kind: OperationKind | null
  readonly method: string
  /** The name it was sent to: the provider's, or this machine's where the client took its base URL from the environment. */
  readonly host: string
  readonly path: string
  readonly contentType: string | null
  /** Where it carried the API key. */
  readonly keyIn: readonly ('header' | 'url' | 'body')[]
  /** Null where the connection ended without a status line. */
  readonly status: number | null
  readonly task: string | null
  /** What was done to it, if anything. */
  readonly fault: string | null
  /** Create requests: what the client could know of it from the response. */
  readonly answer: Judgement['verdict'] | null
  /** Reads that the client could read: the phase of the task at that moment. */
  readonly phase: Phase | null
  /** Create requests: the address for the callback. */
  readonly callbackUrl: string | null
  /** How the response begins. */
  readonly says: string
}

/** One task of the client's, at the end of the command. */
export interface RecordedTask {
  readonly id: string
  readonly phase: Phase
  readonly credits: number
  readonly fault: string | null
  readonly failure: { readonly code?: string | undefined; readonly message?: string | undefined } | null
  readonly resultUrls: readonly string[]
}

/** One attempt to deliver a callback. */
export interface RecordedCallback {
  readonly task: string
  readonly status: number | null
  readonly durationMs: number
  readonly error: string | null
  /** Whether one of the client's own tasks is meant. */
  readonly isOwn: boolean
}

/** How the command ended. */
export type ClientEnding =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  /** It was still running long after its deadline, and was ended. */
  | { readonly kind: 'never-ended' }
  | { readonly kind: 'not-started'; readonly reason: string }

/** What the last line of standard output says, if it is the JSON that docs/grade.md asks for. */
export interface Told {
  readonly ok: boolean | null
  readonly taskId: string | null
  readonly url: string | null
  readonly error: string | null
}

/** Everything that is known of one command in one situation. Plain data: judgements are made from it alone. */
export interface Recording {
  readonly situation: string
  readonly provider: ProviderName
  readonly profile: Profile
  readonly deadlineMs: number
  readonly durationMs: number
  readonly ending: ClientEnding
  readonly told: Told | null
  /** Shortened, and without the key. */
  readonly stdout: string
  readonly stderr: string
  /** The streams that held the key. */
  readonly keyIn: readonly ('stdout' | 'stderr')[]
  readonly requests: readonly RecordedRequest[]
  /** Requests beyond those kept. */
  readonly moreRequests: number
  readonly tasks: readonly RecordedTask[]
  readonly callbacks: readonly RecordedCallback[]
  /** Other hosts that it called. */
  readonly otherHosts: readonly string[]
  /** Processes that it left behind. */
  readonly leftBehind: number
  /** Whether the client met what this situation is about. */
  readonly isProvoked: boolean
}

import type { Profile, ProviderContract } from '../../contracts/index.ts'
import type { SimulatorOptions } from '../../simulator/index.ts'
import type { Recording } from '../recording.ts'
import type { Bend } from '../stage/wire.ts'

/** What a situation may depend on. */
export interface SituationContext {
  readonly contract: ProviderContract
  readonly profile: Profile
  /** When a client that waits should have given up, ms. */
  readonly deadlineMs: number
}

/** One way in which the network or the provider fails, or does not. A command runs once in each. */
export interface Situation {
  /** As it is written in reports and fixtures. */
  readonly id: string
  /** What the client meets, in one sentence. */
  readonly about: string
  /** As in a scenario of the config file. */
  readonly rules?: readonly Readonly<Record<string, unknown>>[]
  readonly settings?: SimulatorOptions
  /** How long its task runs: this share of the deadline. Without it, the task ends at the client's second read. */
  readonly runs?: number
  /** Changes requests and responses on their way. */
  readonly bend?: (context: SituationContext) => Bend
  /** Why it cannot be had here, or `undefined`. */
  readonly cannot?: (context: SituationContext) => string | undefined
  /** The client is not made to trust the certificate it meets. */
  readonly isDistrusted?: boolean
  /** Nobody listens where the client is sent. */
  readonly isRefused?: boolean
  /** It takes about as long as the deadline, and is started first. */
  readonly isLong?: boolean
  /** Only for clients that give a callback address. */
  readonly needsReceiver?: boolean
  /** Whether the client met it. By default: one of its requests, tasks or callbacks was struck. */
  readonly isProvoked?: (recording: Recording) => boolean
  /** What it means that a client did not meet it (default: untestable, since every client could). */
  readonly unprovoked?: string
}

import type { IncomingHttpHeaders } from 'node:http'
import type { Latency } from '../../basics/duration.ts'
import type { Setting } from '../../basics/setting.ts'
import { callKinds, type OperationKind, type Phase, type ProviderContract } from '../../contracts/index.ts'
import type { Refusal } from '../http/refusal.ts'
import type { Settings } from '../settings.ts'
import type { Timeline } from '../tasks/timeline.ts'

/** A response that is about to be sent. */
export interface RenderedAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
  /** Compressed for the way, with the header that says so. */
  readonly encoding?: 'gzip' | undefined
  /** In addition to the headers of every response. */
  readonly headers?: Readonly<Record<string, string>>
  /** The task it is about, if any. */
  readonly taskId?: string | undefined
}

/** How a response is sent, if not as it should be. */
export type Transport =
  /** Nothing is sent; the connection is closed after `forMs` on the account's clock. */
  | { readonly kind: 'hang'; readonly forMs: number }
  /** This share of the body is sent (none: not even a status line), then the connection ends, abruptly or politely. */
  | { readonly kind: 'cut'; readonly share: number; readonly abruptly: boolean }
  /** The body comes in `pieces`, `everyMs` apart on the account's clock. */
  | { readonly kind: 'drip'; readonly pieces: number; readonly everyMs: number }

/** Where a rule applies: under which settings of the simulator, for which of its providers. */
export interface Circumstances {
  readonly settings: Settings
  readonly provider: {
    readonly contract: ProviderContract
    /** Why it does not sign its callbacks; `undefined` when it does. */
    readonly unsignedBecause: string | undefined
    /** Why its links are not in a JSON text; `undefined` when they are. */
    readonly plainResultsBecause: string | undefined
  }
}

/** What is sent for a result file instead of the file itself. */
export interface BentResult {
  readonly refusal?: { readonly status: 403 | 404 | 410; readonly error: string }
  readonly replacement?: RenderedAnswer
  readonly transport?: Transport
}

/** One callback that is to be sent. A well-behaved task has one, at its end. */
export interface PlannedCallback {
  /** From the task's end on, ms. */
  readonly afterMs: number
  /** Sent when the task is created, before the response to the create request, whatever `afterMs` says. */
  readonly beforeAnswer?: boolean
  /** The phase it reports; if absent, the task's own at its end. */
  readonly phase?: Phase
  /** It is about a task that nobody asked for. */
  readonly isForeign?: boolean
  readonly spoilBody?: (body: string) => string
  readonly spoilHeaders?: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>
}

/** The call that a fault strikes, as far as faults may know it. */
export interface StruckCall {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly contract: ProviderContract
}

/** Every call that a provider answers, as opposed to the download of a file. */
export const EVERY_CALL: readonly OperationKind[] = callKinds

/** A fault that strikes: which one, its settings, and one draw of its own in [0, 1). */
export interface Strike<Values = Readonly<Record<string, unknown>>> {
  readonly fault: Fault
  readonly settings: Values
  readonly fraction: number
}

/**
 * One deviation from good behaviour. Every member that does something is optional, and most faults do one thing. When a
 * fault strikes is decided by the scenario; `random.ts` rolls the dice.
 */
export interface Fault<Values = Readonly<Record<string, unknown>>> {
  /** As users type it; also the name of its file. */
  readonly name: string
  /** Which client mistake it catches, in one sentence. */
  readonly catches: string
  /**
   * The operations on whose calls it is decided. What it does to a task or its callbacks is decided at the create
   * request; what it does to a result file, at each download.
   */
  readonly strikes: readonly OperationKind[]
  /** What can be set, as `name=value` in a directive and under `with` in a rule. */
  readonly settings: { readonly [Name in keyof Values]: Setting<Values[Name]> }
  /**
   * Why it can do nothing in these circumstances, or `undefined`. Called when a scenario is loaded or a directive is
   * read.
   */
  readonly cannot?: (circumstances: Circumstances, settings: Values) => string | undefined
  /** Refuses the call before any work is done. */
  readonly rejectRequest?: (strike: Strike<Values>, call: StruckCall) => Refusal | undefined
  /** Responds with a refusal, after the work is done. */
  readonly rejectAnswer?: (strike: Strike<Values>) => Refusal | undefined
  /** Ends the connection before any work is done. */
  readonly interruptRequest?: (strike: Strike<Values>) => Transport | undefined
  /** Refuses a read of the task it struck; `read` counts them from 1. */
  readonly rejectRead?: (read: number, strike: Strike<Values>) => Refusal | undefined
  /** How much longer the response takes, ms. */
  readonly delayAnswer?: (strike: Strike<Values>) => Latency
  /** Changes the response, after the work is done; a refusal is a response too. */
  readonly rewriteAnswer?: (
    answer: RenderedAnswer,
    strike: Strike<Values>,
    call: StruckCall,
  ) => RenderedAnswer
  /** Changes how the response is sent, after the work is done. */
  readonly carryAnswer?: (strike: Strike<Values>) => Transport | undefined
  /** Changes what is planned for a new task. */
  readonly bendTimeline?: (timeline: Timeline, strike: Strike<Values>) => Timeline
  /** Changes which callbacks a new task has. */
  readonly bendCallbacks?: (
    planned: readonly PlannedCallback[],
    strike: Strike<Values>,
  ) => readonly PlannedCallback[]
  /** Changes what its result link serves. */
  readonly bendResult?: (strike: Strike<Values>, headers: IncomingHttpHeaders) => BentResult
}

/**
 * Checks the types of a fault's settings where it is defined, then erases them: by the time it is applied, its settings
 * were read by the table.
 */
export const defineFault = <Values>(fault: Fault<Values>): Fault => fault as unknown as Fault

/** The settings table of faults without settings. */
export const NO_SETTINGS = {}

import type { ProviderName } from '../../contracts/vocabulary.ts'

/** What a case costs: `free` buys nothing, `paid` may. */
export type Tier = 'free' | 'paid'

/** Which reading a provider must follow; `either` accepts known deviations. */
export type HeldTo = 'documented' | 'observed' | 'either'

export type Severity = 'error' | 'warning'

/** Whose mistake a finding is: the service changed, its page is out of date, or our own assumption was wrong. */
export type WhoIsWrong = 'provider' | 'page' | 'contract'

/** One place where contract and provider disagree. */
export interface Finding {
  readonly severity: Severity
  /** A JSON path (`$.data.taskId`), `status`, or `header <name>`. */
  readonly at: string
  readonly documented: string
  /** The value that was received. */
  readonly observed: string
  readonly simulator: string
  readonly wrong: WhoIsWrong
  readonly message: string
  readonly evidence?: Evidence
}

/** A deviation that is already known, with its source. */
export interface Deviation {
  readonly at: string
  readonly documented: string
  readonly observed: string
  readonly source: string
}

/** A request with its response, without keys. */
export interface Evidence {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  }
  readonly answer?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
}

/** How a case ended. `left-out` was not asked for; `not-checked` was asked for and could not be done. */
export type Outcome = 'holds' | 'holds-as-observed' | 'finding' | 'not-checked' | 'left-out'

export interface Verdict {
  readonly id: string
  readonly provider: ProviderName
  readonly about: string
  readonly tier: Tier
  readonly outcome: Outcome
  /** Why it was not checked, or left out. */
  readonly why?: string
  readonly findings: readonly Finding[]
  readonly deviations: readonly Deviation[]
  readonly durationMs: number
  /** A command that runs this case alone. */
  readonly replay: string
}

import type { ProviderName } from '../contracts/vocabulary.ts'
import type { Tier } from './report/verdict.ts'
import type { Trial } from './trial.ts'

/**
 * What a case cannot do without: an ended task to read, our own receiver, the key callbacks are signed with, what a task
 * of an imported model may cost.
 */
export type Need = 'known-task' | 'receiver' | 'webhook-key' | 'model-credits'

/** One promised behaviour of a provider. Its file is named after its id; that of an imported model has none. */
export interface Case {
  readonly id: string
  /** The promise, as a sentence. */
  readonly about: string
  readonly tier: Tier
  readonly needs?: readonly Need[]
  /** The most it may cost by itself, in credits, where it sends a create of its own; the shared task is counted once. */
  readonly worstCredits?: number
  /** Whether it looks at the one task that a paid run buys. */
  readonly sharesTask?: boolean
  /** The imported model it is about, and the page that says what it has to be like. */
  readonly model?: string
  readonly page?: string
  /** Why it cannot be asked at all; after a semicolon, what would help. */
  readonly absent?: string
  /** Runs even when other cases were asked for: it guards the money. */
  readonly isGuard?: boolean
  /** Tells the trial's judge what does not hold. @throws CouldNotCheck */
  readonly check: (trial: Trial) => Promise<void> | void
}

/** The cases of one provider, in the order they run. */
export interface CaseList {
  readonly provider: ProviderName
  readonly cases: readonly Case[]
  /** What holds for the whole run, and so comes after everything else. */
  readonly atTheEnd: readonly Case[]
}

import type { ConformanceProvider } from './providers/conformance-provider.ts'
import type { Tier } from './report/verdict.ts'
import type { Trial } from './trial.ts'

/**
 * What a case cannot do without: an ended task to read, our own receiver, the key callbacks are signed with, what a task
 * of an imported model may cost, leave to buy more than one task of a model.
 */
export type Need = 'known-task' | 'receiver' | 'webhook-key' | 'model-credits' | 'every-option'

/** One promised behaviour of a provider. Its file is named after its id; those made from a model's page have none. */
export interface Case {
  readonly id: string
  /** The promise, as a sentence. */
  readonly about: string
  readonly tier: Tier
  readonly needs?: readonly Need[]
  /** The most it may cost by itself, in credits, where it sends a create of its own; the shared task is counted once. */
  readonly worstCredits?: number
  /** Whether that is what a task costs which is bought on purpose, rather than by accident. */
  readonly isPurchase?: boolean
  /** Whether it looks at the one task that a paid run buys. */
  readonly sharesTask?: boolean
  /** Whether it sends no create, so that it may run beside others. */
  readonly isRead?: boolean
  /** The model it is about, and the imported page that says what it has to be like. */
  readonly model?: string
  readonly page?: string
  /** Why it cannot be asked at all; after a semicolon, what would help. */
  readonly absent?: string
  /** Runs even when other cases were asked for: it guards the money. */
  readonly isGuard?: boolean
  /** Tells the trial's judge what does not hold. @throws CouldNotCheck */
  readonly check: (trial: Trial) => Promise<void> | void
}

/** A case of every provider, or what a provider makes of it; `undefined` where it has no such thing. */
export type CaseFor = Case | ((facts: ConformanceProvider) => Case | undefined)

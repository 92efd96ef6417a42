import type { ConformanceProvider } from './providers/conformance-provider.ts'
import type { Tier } from './report/verdict.ts'
import type { Trial } from './trial.ts'

/**
 * What a case needs: an ended task to read, our own receiver, the key that callbacks are signed with, a limit for what
 * a task of an imported model may cost, permission to buy more than one task of a model.
 */
export type Need = 'known-task' | 'receiver' | 'webhook-key' | 'model-credits' | 'every-option'

/**
 * One promised behaviour of a provider. Its file is named after its id; cases made from a model's page have no file.
 */
export interface Case {
  readonly id: string
  /** The promise, as a sentence. */
  readonly about: string
  readonly tier: Tier
  readonly needs?: readonly Need[]
  /**
   * The most that the case itself may cost, in credits, if it sends a create request of its own; the shared task is
   * counted once.
   */
  readonly worstCredits?: number
  /** Whether that is the price of a task that is bought on purpose, rather than by accident. */
  readonly isPurchase?: boolean
  /** Whether it looks at the one task that a paid run buys. */
  readonly sharesTask?: boolean
  /** Whether it sends no create request, so that it may run beside others. */
  readonly isRead?: boolean
  /** The model it is about, and the imported page with the model's contract. */
  readonly model?: string
  readonly page?: string
  /** Why it cannot be checked at all; after a semicolon, what would help. */
  readonly absent?: string
  /** Runs even if other cases were asked for: it guards the money. */
  readonly isGuard?: boolean
  /**
   * Reports what does not hold to the trial's judge.
   * @throws CouldNotCheck
   */
  readonly check: (trial: Trial) => Promise<void> | void
}

/** A case of every provider, or a function from a provider to its case; `undefined` if it has no such behaviour. */
export type CaseFor = Case | ((facts: ConformanceProvider) => Case | undefined)

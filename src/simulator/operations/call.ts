import type { Operation } from '../../contracts/index.ts'
import type { Account } from '../account.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import type { Strike } from '../scenarios/scenario.ts'
import type { Simulation } from '../simulation.ts'

/** One authenticated call of an operation. */
export interface Call {
  readonly simulation: Simulation
  readonly provider: SimulatedProvider
  readonly operation: Operation
  readonly account: Account
  readonly strike: Strike | undefined
  readonly query: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, unknown>>
  /** The body as sent; empty where there was none. */
  readonly body: string
  readonly contentType: string | undefined
}

/** What a call led to. */
export interface Outcome {
  readonly body: unknown
  readonly taskId?: string
  readonly note?: string
  /** Runs once the answer is under way. */
  readonly afterAnswer?: () => void
}

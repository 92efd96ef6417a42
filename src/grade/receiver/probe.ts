import type { Finding, Obligation } from '../obligations/obligation.ts'
import type { Receiving } from './receiving.ts'

/** One thing that is sent to a receiver, and what a good one does with it. */
export interface Probe extends Pick<Obligation, 'level' | 'says' | 'why' | 'remedy'> {
  readonly id: `callbacks/${string}`
  readonly judge: (receiving: Receiving) => Promise<Finding>
}

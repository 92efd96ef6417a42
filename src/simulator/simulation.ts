import type { ProviderName } from '../contracts/index.ts'
import type { Accounts } from './accounts.ts'
import type { Courier } from './callbacks/courier.ts'
import type { Exchange, Journal } from './journal.ts'
import type { SimulatedProvider } from './providers/provider.ts'
import type { Scenario } from './scenarios/scenario.ts'
import type { Settings } from './settings.ts'
import type { Planner } from './tasks/plan.ts'

/** Everything one simulator is made of. Two of them in one process share nothing. */
export interface Simulation {
  readonly settings: Settings
  readonly accounts: Accounts
  readonly providers: Readonly<Record<ProviderName, SimulatedProvider>>
  readonly planner: Planner
  readonly scenario: Scenario
  readonly courier: Courier
  /** What reached no account. */
  readonly journal: Journal
  readonly nextRequestId: () => string
  /** Told of every exchange as it is written to the journal. */
  readonly onExchange: ((exchange: Exchange) => void) | undefined
  /** What result links start with; known once the server listens. */
  linkBase: string
}

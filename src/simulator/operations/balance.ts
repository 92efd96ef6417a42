import type { MatchedVisit } from '../http/visit.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** The account's credits, as of now. */
export const balance = ({ provider, account, simulation }: MatchedVisit): OperationOutcome => ({
  body: provider.renderBalance({ account, now: account.clock.now(), linkBase: simulation.linkBase }),
})

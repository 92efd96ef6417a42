import type { Call, Outcome } from './call.ts'

/** The account's credits, as of now. */
export const balance = ({ provider, account, simulation }: Call): Outcome => ({
  body: provider.renderBalance({ account, now: account.clock.now(), linkBase: simulation.linkBase }),
})

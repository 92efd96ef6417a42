import type { ProviderContract } from '../../contracts/index.ts'
import type { Visit } from '../http/visit.ts'

/** The contracts of the providers that a call did not go to. */
export const otherProviders = ({ simulation, provider }: Visit): readonly ProviderContract[] =>
  Object.values(simulation.providers).flatMap(({ contract }) =>
    contract.name === provider.contract.name ? [] : [contract],
  )

import type { ProviderName } from '../../contracts/index.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { servedContract } from '../models/served-contract.ts'
import type { Settings } from '../settings.ts'
import type { SimulatedProvider } from './provider.ts'
import { providerFactories } from './provider-factories.ts'

/** Every provider under these settings; with a catalogue, they also serve what it holds. */
export const createProviders = (
  settings: Settings,
  catalogue?: Catalogue,
): Readonly<Record<ProviderName, SimulatedProvider>> => {
  const served = (provider: SimulatedProvider): SimulatedProvider =>
    catalogue === undefined
      ? provider
      : { ...provider, contract: servedContract(provider.contract, catalogue, settings) }
  return Object.fromEntries(
    Object.entries(providerFactories).map(([name, create]) => [name, served(create(settings))]),
  ) as Record<ProviderName, SimulatedProvider>
}

import type { ProviderName } from '../../contracts/index.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { servedContract } from '../models/served-contract.ts'
import type { Settings } from '../settings.ts'
import { createEvolink } from './evolink.ts'
import { createKie } from './kie.ts'
import type { SimulatedProvider } from './provider.ts'

/** How each provider's wire format is made under these settings. A new provider is one more key here. */
export const providerFactories: Readonly<Record<ProviderName, (settings: Settings) => SimulatedProvider>> = {
  kie: createKie,
  evolink: createEvolink,
}

/** The same for all providers; with a catalogue, they also serve what it holds. */
export const createProviders = (
  settings: Settings,
  catalogue?: Catalogue,
): Readonly<Record<ProviderName, SimulatedProvider>> => {
  const served = (create: (settings: Settings) => SimulatedProvider): SimulatedProvider => {
    const provider = create(settings)
    return catalogue === undefined
      ? provider
      : { ...provider, contract: servedContract(provider.contract, catalogue, settings) }
  }
  return Object.fromEntries(
    Object.entries(providerFactories).map(([name, create]) => [name, served(create)]),
  ) as Record<ProviderName, SimulatedProvider>
}

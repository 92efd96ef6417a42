import type { ProviderName } from '../../contracts/index.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { servedContract } from '../models/served-contract.ts'
import type { Settings } from '../settings.ts'
import { createEvolink } from './evolink.ts'
import { createKie } from './kie.ts'
import type { SimulatedProvider } from './provider.ts'

/** Every provider's wire under these settings; with a catalogue, what stands there is served too. */
export const createProviders = (
  settings: Settings,
  catalogue?: Catalogue,
): Readonly<Record<ProviderName, SimulatedProvider>> => {
  const served = (provider: SimulatedProvider): SimulatedProvider =>
    catalogue === undefined
      ? provider
      : { ...provider, contract: servedContract(provider.contract, catalogue, settings) }
  return { kie: served(createKie(settings)), evolink: served(createEvolink(settings)) }
}

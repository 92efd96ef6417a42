import type { ProviderName } from '../../contracts/index.ts'
import type { Settings } from '../settings.ts'
import { createEvolink } from './evolink.ts'
import { createKie } from './kie.ts'
import type { SimulatedProvider } from './provider.ts'

/** Every provider's wire under these settings. */
export const createProviders = (settings: Settings): Readonly<Record<ProviderName, SimulatedProvider>> => ({
  kie: createKie(settings),
  evolink: createEvolink(settings),
})

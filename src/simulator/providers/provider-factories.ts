import type { ProviderName } from '../../contracts/index.ts'
import type { Settings } from '../settings.ts'
import { createEvolink } from './evolink.ts'
import { createKie } from './kie.ts'
import type { SimulatedProvider } from './provider.ts'

/** How each provider's wire format is made under a simulator's settings. A new provider is one more key here. */
export const providerFactories: Readonly<Record<ProviderName, (settings: Settings) => SimulatedProvider>> = {
  kie: createKie,
  evolink: createEvolink,
}

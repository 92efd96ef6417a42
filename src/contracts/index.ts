import type { ProviderContract } from './contract.ts'
import type { evolinkBaseUrls } from './evolink/addresses.ts'
import { evolinkContract } from './evolink/contract.ts'
import type { kieBaseUrls } from './kie/addresses.ts'
import { kieContract } from './kie/contract.ts'
import type { ProviderName } from './vocabulary.ts'

/** Every provider. A new one is one more key here; then follow the compiler. */
export const contracts: Readonly<Record<ProviderName, ProviderContract>> = {
  kie: kieContract,
  evolink: evolinkContract,
}

/** The names of all providers, in their order above. */
export const providerNames = Object.keys(contracts) as [ProviderName, ...ProviderName[]]

/** The names of all base URLs that the simulator offers: `kie`, `evolink`, `reseller`. */
export type BaseUrlName = keyof typeof kieBaseUrls | keyof typeof evolinkBaseUrls

export type * from './contract.ts'
export type * from './hosts.ts'
export * from './judgement.ts'
export type { Place, RequestParts } from './place.ts'
export type * from './profile.ts'
export * from './vocabulary.ts'

import type { ProviderContract } from './contract.ts'
import { evolinkContract } from './evolink/contract.ts'
import { kieContract } from './kie/contract.ts'
import type { ProviderName } from './vocabulary.ts'

/** Every provider there is. A new one is one more key here; then follow the compiler. */
export const contracts: Readonly<Record<ProviderName, ProviderContract>> = {
  kie: kieContract,
  evolink: evolinkContract,
}

export type * from './contract.ts'
export * from './judgement.ts'
export type * from './profile.ts'
export * from './vocabulary.ts'

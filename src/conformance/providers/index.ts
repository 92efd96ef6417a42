import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { CaseFor } from '../case.ts'
import { evolinkCases } from '../cases/evolink/index.ts'
import { kieCases } from '../cases/kie/index.ts'
import type { ConformanceProvider } from './conformance-provider.ts'
import { evolink } from './evolink.ts'
import { kie } from './kie.ts'

/** A provider that the kit can check. */
export interface CheckedProvider {
  readonly facts: ConformanceProvider
  /** The cases that only this provider has; all others apply to every provider. */
  readonly cases: readonly CaseFor[]
}

/** The providers that the kit knows. A run may be given others. */
export type ProviderRegistry = Readonly<Record<string, CheckedProvider>>

export const checkedProviders: Readonly<Record<ProviderName, CheckedProvider>> = {
  kie: { facts: kie, cases: kieCases },
  evolink: { facts: evolink, cases: evolinkCases },
}

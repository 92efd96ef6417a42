import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import type { Case } from '../case.ts'
import { freeCases } from './free-cases.ts'
import { importedModels } from './imported-model.ts'
import { paidCases } from './paid-cases.ts'

/** The cases of every model that these pages describe: what costs nothing first, of all of them. */
export const importedCases = (provider: ProviderName, pages: readonly ImportedPage[]): readonly Case[] => {
  const models = importedModels(provider, pages)
  return [...models.flatMap(freeCases), ...models.flatMap(paidCases)]
}

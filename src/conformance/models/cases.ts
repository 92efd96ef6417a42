import type { ImportedPage } from '../../pages/imported-page.ts'
import type { Case } from '../case.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'
import { allowedCase } from './allowed-case.ts'
import { aloneCases } from './alone-cases.ts'
import { bundledModels, importedModels } from './checked-model.ts'
import { freeCases } from './free-cases.ts'
import { optionCases } from './option-cases.ts'
import { paidCases } from './paid-cases.ts'

/** The cases made from what the pages of models state, by when they run. */
export interface ModelCases {
  /** Those that cost nothing. */
  readonly free: readonly Case[]
  /** Before the paid task: refusals whose worst cost is known, and which are known to be refused. */
  readonly known: readonly Case[]
  /** After it: tasks of imported models, refusals that nobody has seen, tasks with other options. */
  readonly paid: readonly Case[]
}

export const modelCases = (facts: ConformanceProvider, pages: readonly ImportedPage[]): ModelCases => {
  if (pages.length > 0) return made(facts, pages)
  const known = bundled.get(facts) ?? made(facts, pages)
  bundled.set(facts, known)
  return known
}

/** Those of the bundled models alone: made once, for they take longer than many a run. */
const bundled = new WeakMap<ConformanceProvider, ModelCases>()

const made = (facts: ConformanceProvider, pages: readonly ImportedPage[]): ModelCases => {
  const imported = importedModels(facts, pages)
  const models = [...bundledModels(facts, pages), ...imported]
  const alone = models.map(aloneCases)
  return {
    free: models.flatMap(freeCases),
    known: alone.flatMap(({ known }) => known),
    paid: [
      ...imported.flatMap(paidCases),
      ...models.flatMap(optionCases),
      ...alone.flatMap(({ unseen }) => unseen),
      ...imported.flatMap(allowedCase),
    ],
  }
}

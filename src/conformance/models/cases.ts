import type { Case } from '../case.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'
import { allowedCase } from './allowed-case.ts'
import { type AloneCases, aloneCases } from './alone-cases.ts'
import { bundledModels, type CheckedModel, importedModels } from './checked-model.ts'
import { freeCases } from './free-cases.ts'
import { optionCases } from './option-cases.ts'
import { paidCases } from './paid-cases.ts'
import { perPages } from './per-pages.ts'

/** The cases made from what the pages of models state, by when they run. */
export interface ModelCases {
  /** Those that cost nothing. */
  readonly free: readonly Case[]
  /** Before the paid task: refusals whose worst cost is known, and which are known to be refused. */
  readonly known: readonly Case[]
  /** After it: tasks of imported models, refusals that nobody has seen, tasks with other options. */
  readonly paid: readonly Case[]
}

/** The cases made from one model. */
interface CasesOfModel extends AloneCases {
  readonly id: string
  readonly free: readonly Case[]
  /** Tasks with options other than those of the smallest request. */
  readonly options: readonly Case[]
}

const casesOf = (model: CheckedModel): CasesOfModel => ({
  id: model.id,
  free: freeCases(model),
  ...aloneCases(model),
  options: optionCases(model),
})

/** Those of the bundled models: made once, for they take longer than many a run. */
const bundled = new WeakMap<ConformanceProvider, readonly CasesOfModel[]>()

const bundledCases = (facts: ConformanceProvider): readonly CasesOfModel[] => {
  const known = bundled.get(facts) ?? bundledModels(facts, []).map(casesOf)
  bundled.set(facts, known)
  return known
}

/** The cases of the bundled models that no page describes again, then those of the pages. */
export const modelCases = perPages((facts, pages): ModelCases => {
  const imported = importedModels(facts, pages)
  const replaced = new Set(pages.flatMap(({ models }) => models))
  const models = [...bundledCases(facts).filter(({ id }) => !replaced.has(id)), ...imported.map(casesOf)]
  return {
    free: models.flatMap(({ free }) => free),
    known: models.flatMap(({ known }) => known),
    paid: [
      ...imported.flatMap(paidCases),
      ...models.flatMap(({ options }) => options),
      ...models.flatMap(({ unseen }) => unseen),
      ...imported.flatMap(allowedCase),
    ],
  }
})

import type { Case } from '../case.ts'
import { mustBeAffordable } from '../checks/affordable.ts'
import { BadBodies } from './bad-bodies.ts'
import { aboutModel, idsFor, mistakeKey } from './case-ids.ts'
import { bodyOf, type CheckedModel } from './checked-model.ts'
import { aloneProbesOf, type Probe } from './probes.ts'
import { judgeProbe, mustBeThere, mustKnowModel } from './refusal-checks.ts'

/** Create requests with one mistake, for tier paid: those that are known to be refused, and those that are not. */
export interface AloneCases {
  readonly known: readonly Case[]
  /** Sent after the paid task, with what is left of the credits. */
  readonly unseen: readonly Case[]
}

export const aloneCases = (model: CheckedModel): AloneCases => {
  const made = bodyOf(model)
  if ('why' in made) return { known: [], unseen: [] }
  const idFor = idsFor(model, 'alone')
  const cases = aloneProbesOf(new BadBodies(model, made.body)).map((probe) => ({
    isKnown: isKnown(model, probe),
    one: aloneCase(model, probe, idFor(probe)),
  }))
  return {
    known: cases.filter((each) => each.isKnown).map(({ one }) => one),
    unseen: cases.filter((each) => !each.isKnown).map(({ one }) => one),
  }
}

/** Known to be refused, and no dearer than the paid task: it may come before that. */
const isKnown = (model: CheckedModel, { mistake: { rule }, body }: Probe): boolean => {
  const { contract, cheapest, knownRefusals } = model.facts
  const price = model.priceOf(body)
  if (price === undefined || price > contract.price(contract.mediaOf(cheapest))) return false
  return (rule === 'missing' || rule === 'outside') && knownRefusals.has(rule)
}

const aloneCase = (model: CheckedModel, probe: Probe, id: string): Case => {
  const price = model.priceOf(probe.body)
  const { how } = probe.mistake
  return {
    ...aboutModel(model),
    id,
    about: `a create request ${how}, and nothing else wrong, is refused`,
    tier: 'paid',
    ...(price === undefined ? { needs: ['model-credits'] as const } : { worstCredits: price }),
    check: async (trial) => {
      mustBeThere(trial, model)
      const credits = price ?? trial.run.options.modelCredits
      if (!isKnown(model, probe)) mustBeAffordable(trial, credits)
      const exchange = await trial.riskyProbe(model.path, probe.body, credits, probe.field.join(' and '))
      mustKnowModel(trial, model, exchange, probe.field.join(' and '))
      if (trial.run.provider.isRefusal(exchange)) trial.run.refusedAlone.add(mistakeKey(model, probe.mistake))
      judgeProbe(trial, probe, exchange)
    },
  }
}

import type { Case } from '../case.ts'
import { mustBeAffordable } from '../checks/affordable.ts'
import { chargedOnce } from '../checks/charged.ts'
import { createdShape, ends } from '../checks/paid.ts'
import { resultIs } from '../checks/result.ts'
import type { Order } from '../paid-task.ts'
import { importedComponents } from './all-models.ts'
import { BadBodies } from './bad-bodies.ts'
import { aboutModel, placeOf } from './case-ids.ts'
import { bodyOf, type CheckedModel } from './checked-model.ts'
import { type OptionBody, optionBodiesOf } from './option-bodies.ts'
import { mustBeThere } from './refusal-checks.ts'

/** Tasks that are bought only when asked for: every option of a bundled model once, and the smallest body. */
export const optionCases = (model: CheckedModel): readonly Case[] => {
  const made = bodyOf(model)
  if ('why' in made) return []
  const isMain = model.id === model.facts.cheapest.model
  const cheapest: OptionBody = { name: 'task-cheapest', about: 'at its cheapest', body: made.body }
  const bodies = optionBodiesOf(new BadBodies(model, made.body))
  // Nobody knows what one task of an imported model costs: two of them are enough.
  if (model.page !== undefined)
    return bodies.filter(({ name }) => name === 'task-minimal').map((body) => optionCase(model, body))
  return [...(isMain ? [] : [cheapest]), ...bodies].map((option) => optionCase(model, option))
}

const optionCase = (model: CheckedModel, { name, about, body }: OptionBody): Case => {
  const { facts, path, id, page, output } = model
  const price = model.priceOf(body)
  const components = page === undefined ? facts.components : importedComponents(facts)
  const known = price === undefined ? {} : { credits: price }
  const order: Order = { path, body, model: id, ...known, components, isCalledBack: false }
  return {
    ...aboutModel(model),
    id: `${placeOf(model)}/${name}`,
    about: `a create request ${about} is accepted, charged as priced, and its result is as ordered`,
    tier: 'paid',
    ...(price === undefined
      ? { needs: ['every-option', 'model-credits'] as const }
      : { needs: ['every-option'] as const, worstCredits: price }),
    isPurchase: true,
    check: async (trial) => {
      mustBeThere(trial, model)
      mustBeAffordable(trial, price ?? trial.run.options.modelCredits)
      const task = await trial.run.task(order)
      await createdShape(trial, task)
      if (task.id === undefined) return
      await ends(trial, task)
      if (task.endedAt === undefined) return
      await chargedOnce(trial, task)
      // Whether it fails may depend on more than its options: the picture's host, a filter.
      if (task.phase === 'succeeded') await resultIs(output)(trial, task)
    },
  }
}

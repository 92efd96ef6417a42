import type { Case } from '../case.ts'
import { mustBeAffordable } from '../checks/affordable.ts'
import { LeftOut } from '../report/left-out.ts'
import { type AllowedProbe, allowedProbesOf } from './allowed-probes.ts'
import { ABOUT_ALLOWED_VALUES, namesOnlyWhatIsWrong } from './allowed-values.ts'
import { BadBodies, type RefusedAlone } from './bad-bodies.ts'
import { aboutModel, mistakeKey, placeOf } from './case-ids.ts'
import { bodyOf, type CheckedModel } from './checked-model.ts'
import { aloneProbesOf } from './probes.ts'
import { mustBeThere, mustKnowModel } from './refusal-checks.ts'

/**
 * What the page of an imported model allows, tried in create requests whose mistakes this run has seen refused, each alone:
 * tier free may rely only on what the provider is known to refuse. The price of each is reserved all the same.
 */
export const allowedCase = (model: CheckedModel): readonly Case[] => {
  const made = bodyOf(model)
  if (model.page === undefined || 'why' in made) return []
  const free = new Set(allowedProbesOf(new BadBodies(model, made.body)).map(keyOf))
  const probesFor = (isSeen: RefusedAlone): readonly AllowedProbe[] =>
    allowedProbesOf(new BadBodies(model, made.body, isSeen)).filter((probe) => !free.has(keyOf(probe)))
  const tried = new Set(
    aloneProbesOf(new BadBodies(model, made.body)).map(({ mistake }) => mistakeKey(model, mistake)),
  )
  if (probesFor(isIn(tried, model)).length === 0) return []
  return [
    {
      ...aboutModel(model),
      id: `${placeOf(model)}/create-allowed-values-paid`,
      about: `${ABOUT_ALLOWED_VALUES}; with mistakes that were refused before`,
      tier: 'paid',
      needs: ['model-credits'],
      check: async (trial) => {
        const probes = probesFor(isIn(trial.run.refusedAlone, model))
        if (probes.length === 0)
          throw new LeftOut('no mistake was refused alone, beside which a value could be tried')
        await namesOnlyWhatIsWrong(trial, probes, async (body, wrong) => {
          mustBeThere(trial, model)
          const credits = trial.run.options.modelCredits
          mustBeAffordable(trial, credits)
          const exchange = await trial.riskyProbe(model.path, body, credits, wrong)
          mustKnowModel(trial, model, exchange, wrong)
          return exchange
        })
      },
    },
  ]
}

const keyOf = ({ body }: AllowedProbe): string => JSON.stringify(body)

const isIn =
  (mistakes: ReadonlySet<string>, model: CheckedModel): RefusedAlone =>
  (field, rule) =>
    mistakes.has(mistakeKey(model, { field, rule }))

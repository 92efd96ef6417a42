import type { JsonObject } from '../../contracts/check/json.ts'
import type { Case } from '../case.ts'
import { judgeRefusal } from '../checks/refused.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import { allowedProbesOf } from './allowed-probes.ts'
import { ABOUT_ALLOWED_VALUES, namesOnlyWhatIsWrong } from './allowed-values.ts'
import { BadBodies } from './bad-bodies.ts'
import { aboutModel, idsFor, placeOf } from './case-ids.ts'
import { bodyOf, type CheckedModel } from './checked-model.ts'
import { type Probe, probesOf } from './probes.ts'
import { judgeProbe, mustBeThere, mustKnowModel } from './refusal-checks.ts'

/** The cases of tier free of one model, from what its page states. */
export const freeCases = (model: CheckedModel): readonly Case[] => {
  const about = { ...aboutModel(model), tier: 'free' as const }
  const made = bodyOf(model)
  const notAsked = (why: string): readonly Case[] => [
    {
      ...about,
      id: `${placeOf(model)}/create-refusals`,
      about: 'a create request that breaks a rule of the page is refused',
      absent: why,
      check: () => undefined,
    },
  ]
  if ('why' in made) return notAsked(made.why)
  const badBodies = new BadBodies(model, made.body)
  const idFor = idsFor(model, 'create')
  const refusals = probesOf(badBodies).map(
    (probe): Case => ({
      ...about,
      id: idFor(probe),
      about: `a create request ${probe.mistake.how} is refused, naming it`,
      check: (trial) => refuses(trial, model, probe),
    }),
  )
  const probes = allowedProbesOf(badBodies)
  const allowed: Case = {
    ...about,
    id: `${placeOf(model)}/create-allowed-values`,
    about: ABOUT_ALLOWED_VALUES,
    check: (trial) => namesOnlyWhatIsWrong(trial, probes, (body, wrong) => sent(trial, model, body, wrong)),
  }
  const { worst } = badBodies
  const there = (body: JsonObject): Case => ({
    ...about,
    id: `${placeOf(model)}/create-model-known`,
    about: 'a create request that is wrong in everything but the model is not refused for the model',
    check: (trial) => isThere(trial, model, body),
  })
  return [
    ...(worst === undefined ? [] : [there(worst)]),
    ...refusals,
    ...(probes.length === 0 ? [] : [allowed]),
  ]
}

const isThere = async (trial: Trial, model: CheckedModel, worst: JsonObject): Promise<void> => {
  const exchange = await sent(trial, model, worst, 'everything but its model')
  judgeRefusal(trial, exchange, { kind: 'missing-field', operation: 'create' })
}

const refuses = async (trial: Trial, model: CheckedModel, probe: Probe): Promise<void> => {
  const wrong = [...probe.field, ...probe.also.slice(0, 1)].join(' and ')
  judgeProbe(trial, probe, await sent(trial, model, probe.body, wrong))
}

/**
 * Sends a create request that must be refused.
 * @throws CouldNotCheck when the provider has no such model
 */
const sent = async (
  trial: Trial,
  model: CheckedModel,
  body: Probe['body'],
  wrong: string,
): Promise<Exchange> => {
  mustBeThere(trial, model)
  const exchange = await trial.probe({ method: 'POST', path: model.path, body }, wrong)
  mustKnowModel(trial, model, exchange, wrong)
  return exchange
}

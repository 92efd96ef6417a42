import type { JsonObject } from '../../contracts/check/json.ts'
import type { Case } from '../case.ts'
import { type Named, namedIn } from '../checks/named.ts'
import { judgeRefusal } from '../checks/refused.ts'
import { shown } from '../json-path.ts'
import { LeftOut } from '../report/left-out.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import { type AllowedProbe, allowedProbesOf } from './allowed-probes.ts'
import { BadBodies } from './bad-bodies.ts'
import { aboutModel, idsFor, placeOf } from './case-ids.ts'
import { bodyOf, type CheckedModel } from './checked-model.ts'
import { type Probe, probesOf } from './probes.ts'
import { judgeProbe, mustBeThere, mustKnowModel, OF_A_BODY } from './refusal-checks.ts'

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
    about: 'no refusal names a field whose value the page allows',
    check: (trial) => namesOnlyWhatIsWrong(trial, model, probes),
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

const namesOnlyWhatIsWrong = async (
  trial: Trial,
  model: CheckedModel,
  probes: readonly AllowedProbe[],
): Promise<void> => {
  let told = 0
  for (const probe of probes) {
    const first = await refusalOf(trial, model, probe, probe.body)
    if (first.named !== undefined) told += 1
    if (first.named === undefined || probe.names.includes(first.named.field)) continue
    // Not every value is allowed with every other; pages say so in prose.
    const second = await refusalOf(trial, model, probe, probe.again)
    judgeAllowed(trial, probe, { ...first, named: first.named }, second.named?.field === first.named.field)
  }
  if (told === 0) throw new LeftOut('the refusals name no field, so they do not show what is allowed')
}

interface ProbeRefusal {
  readonly named: Named | undefined
  readonly exchange: Exchange
}

const refusalOf = async (
  trial: Trial,
  model: CheckedModel,
  { wrong }: AllowedProbe,
  body: AllowedProbe['body'],
): Promise<ProbeRefusal> => {
  const exchange = await sent(trial, model, body, wrong)
  judgeRefusal(trial, exchange, { kind: 'invalid-value', orKinds: OF_A_BODY, operation: 'create' })
  return { named: namedIn(trial, exchange), exchange }
}

const judgeAllowed = (
  { judge }: Trial,
  { allowed, wrong }: AllowedProbe,
  { named, exchange }: ProbeRefusal & { readonly named: Named },
  isAgain: boolean,
): void => {
  const isItself = allowed?.names.includes(named.field) === true
  if (!isAgain && allowed !== undefined) return
  judge.fail({
    at: named.at,
    documented: isItself ? `${allowed?.says}, which the page allows` : `${wrong}, which are wrong`,
    observed: shown(named.field),
    simulator: `names ${wrong}`,
    // A field of the page's own example may be required only if another is absent.
    severity: isAgain ? 'error' : 'warning',
    message: isItself
      ? `${allowed?.says}, and is refused`
      : isAgain
        ? `${named.field} is refused in a body that the page allows: is it new, or required now?`
        : `${named.field} is refused where only what the page requires is given: is it required now?`,
    exchange,
  })
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

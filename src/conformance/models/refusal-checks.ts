import { namedIn, notesNoModel, wordsOf } from '../checks/named.ts'
import { formsOf, judgeRefusal, type Refused } from '../checks/refused.ts'
import { CouldNotCheck } from '../could-not-check.ts'
import { shown, valueAt } from '../json-path.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import type { CheckedModel } from './checked-model.ts'
import type { Probe } from './probes.ts'

/** Whatever is wrong with a body: of several mistakes, any may be the one that is refused. */
export const OF_A_BODY = ['missing-field', 'invalid-value', 'invalid-type', 'too-long'] as const

/** The refusal of a create request that breaks a rule: as stated, and naming the field. */
export const judgeProbe = (
  trial: Trial,
  { mistake, field, aliases, also }: Probe,
  exchange: Exchange,
): void => {
  const orKinds = also.length === 0 ? [] : OF_A_BODY
  const refused: Refused = { kind: mistake.kind, orKinds, operation: 'create' }
  judgeRefusal(trial, exchange, refused)
  const { at } = trial.run.facts
  const named = namedIn(trial, exchange)
  // If refusals have a place for the field, one that leaves it empty says too little.
  const place = named?.at ?? at.field
  const name = named?.field ?? ''
  if (place === undefined || [...field, ...aliases].includes(name)) return
  const isOther = also.includes(name)
  trial.judge.fail({
    at: place,
    documented: field.join(' or '),
    observed: shown(named?.field),
    // The provider may check in another order than the page's.
    severity: isOther ? 'warning' : 'error',
    message: isOther
      ? `a create request ${mistake.how} is refused for ${name}, another mistake in it: is ${field[0]} checked at all?`
      : name === ''
        ? `a create request ${mistake.how} is refused, and no field is named`
        : `a create request ${mistake.how} is refused for ${name}, which is as the page allows: is it refused now?`,
    exchange,
  })
}

/** @throws CouldNotCheck when the provider was found not to have the model */
export const mustBeThere = ({ run }: Trial, { id }: CheckedModel): void => {
  if (run.unknownModels.has(id)) throw new CouldNotCheck(`the provider has no model ${id}`)
}

/** @throws CouldNotCheck when a refusal says that the provider has no such model */
export const mustKnowModel = (
  trial: Trial,
  { id, path }: CheckedModel,
  exchange: Exchange,
  wrong: string,
): void => {
  if (!notesNoModel(exchange) && !saysUnknown(trial, exchange)) return
  const { run, judge } = trial
  const { at } = run.facts
  run.unknownModels.add(id)
  judge.fail({
    at: at.code,
    documented: `a refusal for ${wrong}, of a model that exists`,
    observed: `status ${exchange.status}, code ${shown(valueAt(exchange.json, at.code))}: ${shown(wordsOf(trial, exchange))}`,
    simulator: 'serves it, an imported one when started with --models',
    message: `the provider has no model ${id} at POST ${path}`,
    exchange,
  })
  throw new CouldNotCheck('the provider has no such model')
}

/** Whether it is the response for unknown models, if that differs from the one for wrong bodies. */
const saysUnknown = (trial: Trial, { status, json }: Exchange): boolean => {
  const { facts } = trial.run
  const code = valueAt(json, facts.at.code)
  const message = valueAt(json, facts.at.message)
  const formsFor = (kind: Refused['kind']) =>
    (['documented', 'observed'] as const).flatMap((profile) =>
      formsOf(facts, { kind, operation: 'create' }, profile),
    )
  const fits = (kind: Refused['kind']): boolean =>
    formsFor(kind).some((form) => form.status === status && form.code === code)
  const words = formsFor('unknown-model').map(({ body }) => valueAt(body, facts.at.message))
  const otherWords = formsFor('invalid-type').map(({ body }) => valueAt(body, facts.at.message))
  const isSaid = message !== '' && words.includes(message) && !otherWords.includes(message)
  const isUsedElsewhere = (['invalid-type', 'too-long'] as const).some(fits)
  return (fits('unknown-model') && !isUsedElsewhere) || isSaid
}

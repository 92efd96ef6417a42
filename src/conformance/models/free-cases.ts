import type { Case } from '../case.ts'
import { type Named, namedIn, notesNoModel, wordsOf } from '../checks/named.ts'
import { judgeRefusal, type Refused, readingsOf } from '../checks/refused.ts'
import { CouldNotCheck } from '../could-not-check.ts'
import { shown, valueAt } from '../json-path.ts'
import { LeftOut } from '../report/left-out.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import { bodyOf, type ImportedModel } from './imported-model.ts'
import { type Probe, probesOf } from './probes.ts'
import { Spoiling } from './spoiling.ts'
import { type Trap, trapsOf } from './traps.ts'

/** Where the cases of one model are, in their ids. */
export const placeOf = ({ provider, id }: ImportedModel): string => `${provider}/${id}`

/** `shots.0.image_urls` as a case's id has it. */
const inId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.\d+$/, '.item')
    .replaceAll(/\.\d+(?=\.)/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** The cases of tier free of one model, from what its page states. */
export const freeCases = (model: ImportedModel): readonly Case[] => {
  const about = { tier: 'free' as const, model: model.id, page: model.page.file }
  const made = bodyOf(model)
  const notAsked = (why: string): Case => ({
    ...about,
    id: `${placeOf(model)}/create-refusals`,
    about: 'a create that breaks a rule of the page is refused',
    absent: why,
    check: () => undefined,
  })
  if ('why' in made) return [notAsked(made.why)]
  const spoiling = new Spoiling(model, made.body)
  const ids = new Set<string>()
  const idFor = ({ field: [name = ''], mistake: { rule } }: Probe): string => {
    const id = `${placeOf(model)}/create-${inId(name)}-${rule}`
    let free = id
    for (let count = 2; ids.has(free); count += 1) free = `${id}-${count}`
    ids.add(free)
    return free
  }
  const refusals = probesOf(spoiling).map(
    (probe): Case => ({
      ...about,
      id: idFor(probe),
      about: `a create ${probe.mistake.how} is refused, naming it`,
      check: (trial) => refuses(trial, model, probe),
    }),
  )
  const traps = trapsOf(spoiling)
  if (refusals.length === 0)
    return [
      notAsked('the page states only one thing to get wrong, and with that alone a create might be bought'),
    ]
  if (traps.length === 0) return refusals
  const allowed: Case = {
    ...about,
    id: `${placeOf(model)}/create-allowed-values`,
    about: 'no refusal names a field whose value the page allows',
    check: (trial) => namesOnlyWhatIsWrong(trial, model, traps),
  }
  return [...refusals, allowed]
}

const refuses = async (trial: Trial, model: ImportedModel, probe: Probe): Promise<void> => {
  const { mistake, body, field, aliases, also } = probe
  const refused: Refused = { kind: mistake.kind, operation: 'create' }
  const wrong = [...field, ...also.slice(0, 1)].join(' and ')
  const exchange = await sent(trial, model, body, wrong, refused)
  judgeRefusal(trial, exchange, refused)
  const { at } = trial.run.dialect
  const named = namedIn(trial, exchange)
  // Where there is a place for it, a refusal without a field is one too little.
  const place = named?.at ?? at.field
  const name = named?.field ?? ''
  if (place === undefined || [...field, ...aliases].includes(name)) return
  const isOther = also.includes(name)
  trial.judge.fails({
    at: place,
    documented: field.join(' or '),
    observed: shown(named?.field),
    // The order of checks may be another than that of the page.
    severity: isOther ? 'warning' : 'error',
    message: isOther
      ? `a create ${mistake.how} is refused for ${name}, another thing wrong with it: is ${field[0]} checked at all?`
      : 'the wrong field is named',
    exchange,
  })
}

const namesOnlyWhatIsWrong = async (
  trial: Trial,
  model: ImportedModel,
  traps: readonly Trap[],
): Promise<void> => {
  let told = 0
  for (const trap of traps) {
    const first = await sprung(trial, model, trap, trap.body)
    if (first.named !== undefined) told += 1
    if (first.named === undefined || trap.names.includes(first.named.field)) continue
    // Not every value goes with every other; pages tell so in prose.
    const second = await sprung(trial, model, trap, trap.again)
    judgeTrap(trial, trap, { ...first, named: first.named }, second.named?.field === first.named.field)
  }
  if (told === 0) throw new LeftOut('the refusals name no field, so they do not tell what is allowed')
}

interface Sprung {
  readonly named: Named | undefined
  readonly exchange: Exchange
}

const sprung = async (
  trial: Trial,
  model: ImportedModel,
  { wrong }: Trap,
  body: Trap['body'],
): Promise<Sprung> => {
  const refused: Refused = { kind: 'invalid-type', operation: 'create' }
  const exchange = await sent(trial, model, body, wrong, refused)
  judgeRefusal(trial, exchange, refused)
  return { named: namedIn(trial, exchange), exchange }
}

const judgeTrap = (
  { judge }: Trial,
  { allowed, wrong }: Trap,
  { named, exchange }: Sprung & { readonly named: Named },
  isAgain: boolean,
): void => {
  const isItself = allowed?.names.includes(named.field) === true
  if (!isAgain && allowed !== undefined) return
  judge.fails({
    at: named.at,
    documented: isItself ? `${allowed?.says}, which the page allows` : `${wrong}, which are wrong`,
    observed: shown(named.field),
    simulator: `names ${wrong}`,
    // What the page's own example has may be wanted only where something else is not there.
    severity: isAgain ? 'error' : 'warning',
    message: isItself
      ? `${allowed?.says}, and is refused`
      : isAgain
        ? `${named.field} is refused in a body that is as the page wants it: is it new, or required now?`
        : `${named.field} is refused where only what the page requires is given: is it required now?`,
    exchange,
  })
}

/** Sends a create that has to be refused. @throws CouldNotCheck when the provider has no such model */
const sent = async (
  trial: Trial,
  model: ImportedModel,
  body: Probe['body'],
  wrong: string,
  refused: Refused,
): Promise<Exchange> => {
  const { run } = trial
  mustBeThere(trial, model)
  const exchange = await trial.probe({ method: 'POST', path: model.page.path, body }, wrong)
  if (!notesNoModel(exchange) && !saysUnknown(trial, exchange, refused)) return exchange
  const { at } = run.dialect
  run.unknownModels.add(model.id)
  trial.judge.fails({
    at: at.code,
    documented: `a refusal for ${wrong}, of a model that is there`,
    observed: `status ${exchange.status}, code ${shown(valueAt(exchange.json, at.code))}: ${shown(wordsOf(trial, exchange))}`,
    simulator: 'serves it when started with --models',
    message: `the provider has no model ${model.id} at POST ${model.page.path}`,
    exchange,
  })
  throw new CouldNotCheck('the provider has no such model')
}

/** @throws CouldNotCheck when the provider was found not to have the model */
export const mustBeThere = ({ run }: Trial, { id }: ImportedModel): void => {
  if (run.unknownModels.has(id)) throw new CouldNotCheck(`the provider has no model ${id}`)
}

/** Whether it is the answer for unknown models, where that is not the one for wrong bodies too. */
const saysUnknown = ({ run }: Trial, { status, json }: Exchange, refused: Refused): boolean => {
  const code = valueAt(json, run.dialect.at.code)
  const fits = (of: Refused): boolean =>
    (['documented', 'observed'] as const)
      .flatMap((profile) => readingsOf(run.dialect, of, profile))
      .some((reading) => reading.status === status && reading.code === code)
  return fits({ ...refused, kind: 'unknown-model' }) && !fits(refused)
}

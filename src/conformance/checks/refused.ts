import type { ErrorKind, OperationKind, Profile } from '../../contracts/vocabulary.ts'
import { shown, valueAt } from '../json-path.ts'
import type { Body, Dialect } from '../providers/conformance-provider.ts'
import { LeftOut } from '../report/left-out.ts'
import type { Trial } from '../trial.ts'
import type { Ask, Exchange } from '../wire/wire.ts'
import { isJson } from './is-json.ts'

/** What a refusal must be like. */
export interface Refused {
  readonly kind: ErrorKind
  readonly operation?: OperationKind
  /** What has to be named; any one of several. */
  readonly field?: string | readonly string[]
  /** What else is wrong with the call: naming it instead is a warning, for the order of checks may have changed. */
  readonly also?: readonly string[]
}

interface Reading {
  readonly status: number
  readonly code: unknown
  readonly body: unknown
}

/** The answers that a profile knows to a call that is wrong so. */
export const readingsOf = (
  { contract, furtherAnswers, at }: Dialect,
  { kind, field, operation }: Refused,
  profile: Profile,
): readonly Reading[] => {
  const detail = { field: [field ?? []].flat()[0], operation }
  const first = contract.errors[profile][kind](detail)
  const more = (furtherAnswers[kind] ?? []).filter((further) => further.profile === profile)
  return [first, ...more.map(({ answer }) => answer(first, detail))].map(({ status, body }) => ({
    status,
    body,
    code: valueAt(body, at.code),
  }))
}

/** Holds a refusal to its status, code, envelope, named field and message. */
export const judgeRefusal = (trial: Trial, exchange: Exchange, refused: Refused): void => {
  const { judge, run } = trial
  const { dialect, shapes } = run
  const { kind } = refused
  const fields = [refused.field ?? []].flat()
  const documented = readingsOf(dialect, refused, 'documented')
  const observed = readingsOf(dialect, refused, 'observed')
  const code = valueAt(exchange.json, dialect.at.code)
  const is = (readings: readonly Reading[]): boolean =>
    readings.some((reading) => reading.status === exchange.status && reading.code === code)

  if (!isJson(judge, exchange)) return
  const isAssumed = dialect.assumedKinds.has(kind)
  // The wrong one of the two is the place: a code nobody has stated, or a status that does not go with it.
  const isCodeKnown = [...documented, ...observed].some((reading) => reading.code === code)
  judge.reads({
    isDocumented: is(documented),
    isObserved: is(observed),
    at: isCodeKnown ? 'status' : dialect.at.code,
    documented: readingText(documented),
    known: readingText(observed),
    actual: `status ${exchange.status}, code ${shown(code)}`,
    source: 'observed: recorded traffic, 2026; see stuntdouble profiles',
    exchange,
    message: `the refusal is not as stated for ${kind}`,
    ...(isAssumed && run.isRefusal(exchange) ? { severity: 'warning', wrong: 'contract' } : {}),
  })
  shapes.check(judge, dialect.components.refusal, exchange.json, exchange)
  const message = valueAt(exchange.json, dialect.at.message)
  if (typeof message === 'string' && message.trim() === '') {
    judge.fails({
      at: dialect.at.message,
      documented: 'words for people',
      observed: shown(message),
      message: 'the message is empty',
      exchange,
    })
  }
  if (!isAssumed) judgeType(trial, exchange, documented[0])
  if (fields.length > 0) judgeField(trial, exchange, fields, refused.also ?? [])
}

const readingText = (readings: readonly Reading[]): string =>
  readings.map(({ status, code }) => `status ${status}, code ${shown(code)}`).join(' or ')

const judgeType = ({ judge, run }: Trial, exchange: Exchange, reading: Reading | undefined): void => {
  const { type } = run.dialect.at
  if (type === undefined || reading === undefined) return
  judge.holds({
    at: type,
    actual: valueAt(exchange.json, type),
    documented: [valueAt(reading.body, type)],
    exchange,
    message: 'the sort of error is another',
  })
}

const judgeField = (
  { judge, run }: Trial,
  exchange: Exchange,
  fields: readonly string[],
  also: readonly string[],
): void => {
  const { at } = run.dialect
  const documented = fields.join(' or ')
  if (at.field !== undefined) {
    const named = valueAt(exchange.json, at.field)
    if (fields.includes(String(named))) return
    const isOther = also.includes(String(named))
    judge.fails({
      at: at.field,
      documented,
      observed: shown(named),
      severity: isOther ? 'warning' : 'error',
      message: isOther
        ? `${named} is named, the other thing wrong with the call: is ${documented} checked at all?`
        : 'the wrong field is named',
      exchange,
    })
    return
  }
  // Kie names it in words, and only live: "<field> is required".
  const message = String(valueAt(exchange.json, at.message))
  const other = also.find((name) => message.startsWith(name))
  if (other === undefined || fields.some((name) => message.includes(name))) return
  judge.fails({
    at: at.message,
    documented: `names ${documented}`,
    observed: shown(message),
    severity: 'warning',
    message: `${other} is named, the other thing wrong with the call`,
    exchange,
  })
}

/** A case: this call is refused so. */
export const refuses =
  (ask: (trial: Trial) => Ask, refused: Refused) =>
  async (trial: Trial): Promise<void> =>
    judgeRefusal(trial, await trial.send(ask(trial)), refused)

/** The field that is wrong, or the sort of mistake where it is no field. */
const wrongIn = ({ kind, field }: Refused): string => [field ?? kind].flat().join(' and ')

/** A case: a create with at least two things wrong is refused so. `body` may be text. */
export const refusesCreate =
  ({
    body,
    contentType,
    authorization,
    ...refused
  }: Refused & Pick<Ask, 'body' | 'contentType' | 'authorization'>) =>
  async (trial: Trial): Promise<void> => {
    notOfAnotherPage(trial, body)
    const exchange = await trial.probe(
      {
        method: 'POST',
        path: trial.run.dialect.createPath,
        body,
        ...(contentType === undefined ? {} : { contentType }),
        ...(authorization === undefined ? {} : { authorization }),
      },
      wrongIn(refused),
    )
    judgeRefusal(trial, exchange, { operation: 'create', ...refused })
  }

/** A case of tier paid: a create with one thing wrong is refused so. Were it accepted, the run stops. */
export const refusesAlone =
  ({ body, ...refused }: Refused & { readonly body: Body }) =>
  async (trial: Trial): Promise<void> => {
    notOfAnotherPage(trial, body)
    judgeRefusal(trial, await trial.riskyProbe(body, wrongIn(refused)), { operation: 'create', ...refused })
  }

/** @throws LeftOut where a page of one's own says what the model takes, whatever the bundled one says */
const notOfAnotherPage = ({ run }: Trial, body: unknown): void => {
  const model = valueAt(body, '$.model')
  if (run.models.isImported(model))
    throw new LeftOut(`what ${model} takes is checked by the cases of its own page`)
}

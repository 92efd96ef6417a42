import { judgeCreate } from '../../contracts/judgement.ts'
import type { ErrorKind, OperationKind, Profile } from '../../contracts/vocabulary.ts'
import { shown, valueAt } from '../json-path.ts'
import type { Judge } from '../judge.ts'
import type { ConformanceProvider } from '../providers/conformance-provider.ts'
import type { Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import { isJson } from './is-json.ts'
import { leadsElsewhere } from './status.ts'

/** What a refusal must be like. */
export interface Refused {
  readonly kind: ErrorKind
  /** What else it may be refused for, where more than one thing is wrong. */
  readonly orKinds?: readonly ErrorKind[]
  readonly operation?: OperationKind
  /** The field that must be named; any one of several. */
  readonly field?: string | readonly string[] | undefined
  /** What else is wrong with the call: naming that instead is a warning, since the order of checks may have changed. */
  readonly also?: readonly string[]
}

interface RefusalForm {
  readonly status: number
  readonly code: unknown
  readonly body: unknown
}

/** The responses that a profile has for a call that is wrong in this way. */
export const formsOf = (
  { contract, furtherAnswers, at }: ConformanceProvider,
  { kind, field, operation }: Refused,
  profile: Profile,
): readonly RefusalForm[] => {
  const detail = { field: [field ?? []].flat()[0], operation }
  const first = contract.errors[profile][kind](detail)
  const more = (furtherAnswers[kind] ?? []).filter((further) => further.profile === profile)
  return [first, ...more.map(({ answer }) => answer(first, detail))].map(({ status, body }) => ({
    status,
    body,
    code: valueAt(body, at.code),
  }))
}

/** Compares a refusal's status, code, envelope, named field and message with what is known of it. */
export const judgeRefusal = (trial: Trial, exchange: Exchange, refused: Refused): void => {
  const { facts, shapes, provider } = trial.run
  const isAssumed = facts.assumedKinds.has(refused.kind)
  // What nobody has documented or observed is never an error.
  const judge = isAssumed ? trial.judge.withWarningsOnly() : trial.judge
  if (leadsElsewhere(trial.judge, exchange)) return
  if (!isJson(judge, exchange, refusalFields(facts))) return
  if (!provider.isRefusal(exchange)) {
    judgeServed(trial, judge, exchange, refused)
    return
  }
  const formsIn = (profile: Profile): readonly RefusalForm[] =>
    [refused.kind, ...(refused.orKinds ?? [])].flatMap((kind) =>
      formsOf(facts, { ...refused, kind }, profile),
    )
  const documented = formsIn('documented')
  const observed = formsIn('observed')
  judgeForm(trial, judge, exchange, { refused, documented, observed })
  shapes.check(judge, facts.components.refusal, exchange.json, exchange)
  const message = valueAt(exchange.json, facts.at.message)
  if (typeof message === 'string' && /^(success|ok|)$/i.test(message.trim()))
    judge.fail({
      at: facts.at.message,
      documented: 'words for people on what is wrong',
      observed: shown(message),
      message: message.trim() === '' ? 'the message is empty' : 'a refusal says that it is a success',
      exchange,
    })
  if (!isAssumed) judgeType(trial, exchange, documented[0])
  const fields = [refused.field ?? []].flat()
  if (fields.length > 0) judgeField(trial, exchange, fields, refused.also ?? [])
}

interface Forms {
  readonly refused: Refused
  readonly documented: readonly RefusalForm[]
  readonly observed: readonly RefusalForm[]
}

const judgeForm = (
  trial: Trial,
  judge: Judge,
  exchange: Exchange,
  { refused, documented, observed }: Forms,
): void => {
  const { facts, provider } = trial.run
  const { status } = exchange
  const isRefusal = provider.isRefusal(exchange)
  // Any refusal will do where nobody knows its form, as long as it leaves no doubt that nothing was bought.
  if (
    facts.assumedKinds.has(refused.kind) &&
    isRefusal &&
    status < 500 &&
    !leavesDoubt(trial, exchange, refused)
  )
    return
  const code = valueAt(exchange.json, facts.at.code)
  const is = (forms: readonly RefusalForm[]): boolean =>
    forms.some((form) => form.status === status && form.code === code)
  // Whichever of the two is wrong is the place of the finding: an unknown code, or a status that does not go with it.
  const isCodeKnown = [...documented, ...observed].some((form) => form.code === code)
  const isWrapped =
    isRefusal && isCodeKnown && status < 300 && documented.every((form) => form.status !== status)
  judge.check({
    isDocumented: is(documented),
    isObserved: is(observed),
    at: isCodeKnown ? 'status' : facts.at.code,
    documented: formText(documented),
    known: formText(observed),
    actual: `status ${status}, code ${shown(code)}`,
    source: 'observed: recorded traffic, 2026; see stuntdouble profiles',
    exchange,
    message: isWrapped
      ? `HTTP ${status} around an error`
      : `the refusal is not as stated for ${refused.kind}${about(refused)}`,
  })
}

/** Whether a create request may have been billed by this response, as far as anybody knows. */
const leavesDoubt = ({ run }: Trial, { status, headers, text }: Exchange, { operation }: Refused): boolean =>
  operation === 'create' &&
  judgeCreate(run.facts.contract.judgement, { kind: 'answered', status, headers, body: text }).verdict !==
    'refused'

/** What a refusal should be about, where it is about one thing. */
const about = ({ kind, field }: Refused): string => {
  if (kind === 'unauthorized') return ' (is header Authorization looked at?)'
  return field === undefined ? '' : ` (${[field].flat()[0]})`
}

/** The fields that a refusal cannot do without, by name. */
const refusalFields = ({ at }: ConformanceProvider): string =>
  [at.code, at.message].map((place) => place.slice('$.'.length)).join(' and ')

/** A call that had to be refused was served: one finding, at what was served. */
const judgeServed = ({ run }: Trial, judge: Judge, exchange: Exchange, refused: Refused): void => {
  const { kind, operation, field } = refused
  const { at } = run.facts
  const state = operation === 'retrieve' ? valueAt(exchange.json, at.state) : undefined
  const what = SERVED[kind] ?? `a call that has to be refused for ${kind}`
  judge.fail({
    at: state === undefined ? at.code : at.state,
    documented: `a refusal${field === undefined ? '' : ` of ${[field].flat()[0]}`}: ${formText(formsOf(run.facts, refused, 'documented'))}`,
    observed: `status ${exchange.status}, ${shown(exchange.json)}`,
    simulator: 'refuses it',
    message: state === undefined ? `${what} is served` : `${what} is served, in state ${shown(state)}`,
    exchange,
  })
}

const SERVED: Partial<Readonly<Record<ErrorKind, string>>> = {
  unauthorized: 'a call without the right key (header Authorization)',
  'unknown-task': 'a task that does not exist',
  'malformed-id': 'a task whose id is malformed',
  'missing-id': 'a read without a taskId or task_id',
}

const formText = (forms: readonly RefusalForm[]): string =>
  forms.map(({ status, code }) => `status ${status}, code ${shown(code)}`).join(' or ')

const judgeType = ({ judge, run }: Trial, exchange: Exchange, form: RefusalForm | undefined): void => {
  const { type } = run.facts.at
  if (type === undefined || form === undefined) return
  judge.compare({
    at: type,
    actual: valueAt(exchange.json, type),
    documented: [valueAt(form.body, type)],
    exchange,
    message: 'the error is of another sort',
  })
}

const judgeField = (
  { judge, run }: Trial,
  exchange: Exchange,
  fields: readonly string[],
  also: readonly string[],
): void => {
  const { at } = run.facts
  const documented = fields.join(' or ')
  if (at.field !== undefined) {
    const named = valueAt(exchange.json, at.field)
    if (fields.includes(String(named))) return
    const isOther = also.includes(String(named))
    judge.fail({
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
  // Named in the message, if at all: "<field> is required".
  const message = String(valueAt(exchange.json, at.message))
  const other = also.find((name) => message.startsWith(name))
  if (other === undefined || fields.some((name) => message.includes(name))) return
  judge.fail({
    at: at.message,
    documented: `names ${documented}`,
    observed: shown(message),
    severity: 'warning',
    message: `${other} is named, the other thing wrong with the call`,
    exchange,
  })
}

import type { IncomingHttpHeaders } from 'node:http'
import type { Latency } from '../../basics/duration.ts'
import type { Operation } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Account } from '../accounts/account.ts'
import type { Strike } from '../faults/fault.ts'
import type { Visit } from '../http/visit.ts'
import { promptOf } from '../models/prompt.ts'
import type { ResultFile } from '../results/find-result.ts'
import type { Simulation } from '../simulation.ts'
import type { Requested, Task } from '../tasks/task.ts'
import { type Directive, mayHoldDirective, promptDirectives } from './directive.ts'
import { impossible, withoutCallback } from './directive-note.ts'
import { headerDirective, writtenInHeader } from './header-directive.ts'
import { type ScenarioLatency, spanOf } from './latency.ts'
import type { RuleContext } from './rule.ts'
import { type Candidates, latencyOf, strikeOf } from './sources.ts'

/** What was decided for a call. */
export interface Choice {
  readonly strike: Strike | undefined
  /** What was asked to happen to the task that the call creates, and to later calls about it. */
  readonly requested: Requested | undefined
  /** How long things take for the call and the task it creates. */
  readonly latency: ScenarioLatency | undefined
  /** How long the response usually takes, ms. */
  readonly answers: Latency
  /** Whether something was asked for that cannot be done. */
  readonly isWrong: boolean
}

/**
 * Decides, once per call, which fault strikes it. The strongest source wins: the request's header, then a directive in
 * the prompt, then the account's scenario (which the control API, the key, a flag or the config file chose).
 */
export const choose = (visit: Visit, operation: Operation, account: Account): Choice => {
  const { simulation } = visit
  const { settings } = simulation
  const nth = account.nextCall(operation.id)
  const { rules, latency } = account.scenario
  const written = writtenInHeader(visit.request.headers)
  const isPlain =
    written === undefined &&
    rules.length === 0 &&
    latency?.models === undefined &&
    !mayHoldDirective(visit.body)
  const plain: Choice = {
    strike: undefined,
    requested: undefined,
    latency,
    answers: latency?.answers ?? settings.latency,
    isWrong: false,
  }
  if (isPlain && operation.kind !== 'retrieve') return plain

  const { task } = visit
  if (isPlain && task?.requested === undefined) return plain
  const context = contextOf(visit, operation, account, nth, task)
  let isWrong = false
  const tell = (note: string): void => {
    isWrong = true
    visit.addNote(note)
  }
  const header = headerDirective(written, simulation.scenarios, context, tell)
  const prompt = directivesOf(visit, operation, context, tell)
  const requested = prompt === undefined ? task?.requested : requestedBy(prompt, latency)
  const taskContext = contextWithin(task, context, account)
  const candidates: Candidates = { header, requested, account, context, taskContext }
  const chosen = latencyOf(candidates)
  return {
    strike: strikeOf(candidates),
    requested: operation.kind === 'create' ? joined(header, requested, chosen) : undefined,
    latency: chosen,
    answers: spanOf(chosen, 'answers', chosen?.models && context.model()) ?? settings.latency,
    isWrong,
  }
}

/** Decides which fault strikes the download of a result. */
export const chooseForResult = (
  { providers, scenarios }: Simulation,
  { account, task }: ResultFile,
  headers: IncomingHttpHeaders,
  tell: (note: string) => void,
): Strike | undefined => {
  const { contract } = providers[task.provider]
  const id = `${task.provider}.result`
  const nth = account.nextCall(id)
  const written = writtenInHeader(headers)
  const { requested } = task
  if (written === undefined && account.scenario.rules.length === 0 && requested === undefined)
    return undefined
  const context: RuleContext = {
    operation: { id, kind: 'result' },
    provider: task.provider,
    nth,
    random: account.random,
    model: () => task.model,
    prompt: () => promptOf(contract, recordOf(JSON.parse(task.request))),
    hasCallback: () => false,
  }
  const header = headerDirective(written, scenarios, context, tell)
  const taskContext = contextWithin(task, context, account)
  return strikeOf({ header, requested, account, context, taskContext })
}

const contextOf = (
  visit: Visit,
  operation: Operation,
  account: Account,
  nth: number,
  task: Task | undefined,
): RuleContext => {
  const { contract } = visit.provider
  const body = () => (task === undefined ? visit.uncheckedBody : recordOf(JSON.parse(task.request)))
  return {
    operation,
    provider: contract.name,
    nth,
    random: account.random,
    model: () => task?.model ?? visit.uncheckedModel,
    prompt: () => promptOf(contract, body()),
    hasCallback: () => visit.asksForCallbacks,
  }
}

/** The context that counts only the calls about a task whose create request asked for something. */
const contextWithin = (task: Task | undefined, context: RuleContext, account: Account): RuleContext =>
  task?.requested === undefined
    ? context
    : { ...context, nth: account.ordinals.nextCallAbout(task.id, context.operation.id) }

/** The directives in the prompt of a create request. @param tell called with a sentence on each that does nothing */
const directivesOf = (
  visit: Visit,
  operation: Operation,
  context: RuleContext,
  tell: (note: string) => void,
): Directive | undefined => {
  if (operation.kind !== 'create' || !mayHoldDirective(visit.body)) return undefined
  const { scenarios } = visit.simulation
  const prompt = context.prompt() ?? ''
  if (!mayHoldDirective(prompt) && visit.body.includes('[[stunt'))
    tell(`A directive is read in the prompt (${visit.provider.contract.promptAt.join('.')}) only.`)
  const { problems, ...directive } = promptDirectives(prompt, scenarios)
  for (const problem of problems) tell(problem)
  // What a scenario cannot do here, nobody asked for in particular.
  for (const rule of directive.scenario === undefined ? directive.rules : []) {
    const note = impossible(rule, scenarios, context) ?? withoutCallback(rule, context)
    if (note !== undefined) tell(note)
  }
  return directive.rules.length === 0 && directive.scenario === undefined ? undefined : directive
}

const requestedBy = ({ rules, scenario }: Directive, usual: ScenarioLatency | undefined): Requested =>
  scenario === undefined
    ? { rules, coversTask: false, latency: usual }
    : { rules, coversTask: true, latency: scenario.latency }

/** A header is about its own call; only what cannot happen to a create request is left for later calls. */
const joined = (
  header: Directive | undefined,
  requested: Requested | undefined,
  latency: ScenarioLatency | undefined,
): Requested | undefined => {
  const later = header?.rules.filter(({ fault }) => !fault.strikes.includes('create')) ?? []
  if (header === undefined || (later.length === 0 && header.scenario === undefined)) return requested
  return {
    rules: [...later, ...(requested?.rules ?? [])],
    coversTask: requested?.coversTask ?? false,
    latency,
  }
}

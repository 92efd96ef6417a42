import type { FastifyRequest } from 'fastify'
import type { Operation } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Account } from '../accounts/account.ts'
import type { Strike } from '../faults/fault.ts'
import type { Visit } from '../http/visit.ts'
import type { Result } from '../results/find-result.ts'
import { SettingError } from '../setting.ts'
import type { Simulation } from '../simulation.ts'
import type { Asked, Task } from '../tasks/task.ts'
import type { Latency } from '../time/duration.ts'
import { type Directive, mayHoldDirective, promptDirectives, readDirective } from './directive.ts'
import { type ScenarioLatency, spanOf } from './latency.ts'
import { firstStrike, type Occasion, type Rule } from './rule.ts'

const SCENARIO_HEADER = 'x-stuntdouble-scenario'
const FAULT_HEADER = 'x-stuntdouble-fault'

/** What was decided for a call. */
export interface Choice {
  readonly strike: Strike | undefined
  /** What it asks to happen to the task it creates and to later calls about that. */
  readonly asked: Asked | undefined
  /** How long things take for it and the task it creates. */
  readonly latency: ScenarioLatency | undefined
  /** How long its answer usually takes. */
  readonly answers: Latency
}

/**
 * Decides, once per call, which fault strikes it. The strongest word wins: the request's header, then a directive in
 * the prompt, then the account's scenario (which the control API, the key, a flag or the config file chose).
 */
export const choose = (visit: Visit, operation: Operation, account: Account): Choice => {
  const { settings } = visit.simulation
  const nth = account.nextCall(operation.id)
  const { rules, latency } = account.scenario
  const words = wordsOf(visit.request)
  const isPlain =
    words === undefined &&
    rules.length === 0 &&
    latency?.models === undefined &&
    !mayHoldDirective(visit.body)
  const plain = {
    strike: undefined,
    asked: undefined,
    latency,
    answers: latency?.answers ?? settings.latency,
  }
  if (isPlain && operation.kind !== 'retrieve') return plain

  const { task } = visit
  if (isPlain && task?.asked === undefined) return plain
  const occasion = occasionOf(visit, operation, account, nth, task)
  const header = followed(visit.simulation, words, occasion, (note) => addNote(visit, note))
  const prompt = directivesOf(visit, operation, occasion)
  const asked = prompt === undefined ? task?.asked : askedBy(prompt, latency)
  const { latency: chosen } = header?.scenario ?? (asked?.isWhole ? asked : account.scenario)
  // In a prompt, `call=2` is the second read of its own task.
  const own =
    task?.asked === undefined
      ? occasion
      : { ...occasion, nth: account.nextCall(`${operation.id} ${task.id}`) }
  return {
    strike: strikeInOrder(header, asked, rules, occasion, own),
    asked: operation.kind === 'create' ? joined(header, asked, chosen) : undefined,
    latency: chosen,
    answers: spanOf(chosen, 'answers', chosen?.models && occasion.model()) ?? settings.latency,
  }
}

/** Decides which fault strikes the download of a result. */
export const chooseForResult = (
  simulation: Simulation,
  { account, task }: Result,
  request: FastifyRequest,
  tell: (note: string) => void,
): Strike | undefined => {
  const { contract } = simulation.providers[task.provider]
  const id = `${task.provider}.result`
  const nth = account.nextCall(id)
  const words = wordsOf(request)
  const { rules } = account.scenario
  if (words === undefined && rules.length === 0 && task.asked === undefined) return undefined
  const occasion: Occasion = {
    operation: { id, kind: 'result' },
    provider: task.provider,
    nth,
    random: account.random,
    model: () => task.model,
    prompt: () => contract.promptOf(recordOf(JSON.parse(task.request))),
  }
  const header = followed(simulation, words, occasion, tell)
  const own = task.asked === undefined ? occasion : { ...occasion, nth: account.nextCall(`${id} ${task.id}`) }
  return strikeInOrder(header, task.asked, rules, occasion, own)
}

/** What a request's headers ask for. A fault and a scenario may share a name: `rate-limited`. */
interface Words {
  readonly text: string
  readonly isScenario: boolean
}

const wordsOf = ({ headers }: FastifyRequest): Words | undefined => {
  const fault = headers[FAULT_HEADER]
  const text = (fault ?? headers[SCENARIO_HEADER])?.toString()
  return text === undefined ? undefined : { text, isScenario: fault === undefined }
}

/** @param own what a prompt's rules are held against: they count the calls about their own task */
const strikeInOrder = (
  header: Directive | undefined,
  asked: Asked | undefined,
  rules: readonly Rule[],
  occasion: Occasion,
  own: Occasion,
): Strike | undefined => {
  const byHeader = firstStrike(header?.rules ?? [], occasion, 'header')
  // A scenario says how everything is to be; a fault, what happens besides.
  if (byHeader !== undefined || header?.scenario !== undefined) return byHeader
  const byPrompt = firstStrike(asked?.rules ?? [], { ...own, draw: occasion.nth }, 'prompt')
  if (byPrompt !== undefined || asked?.isWhole) return byPrompt
  return firstStrike(rules, occasion)
}

const occasionOf = (
  visit: Visit,
  operation: Operation,
  account: Account,
  nth: number,
  task: Task | undefined,
): Occasion => {
  const { contract } = visit.provider
  const request = () => (task === undefined ? visit.glance : recordOf(JSON.parse(task.request)))
  return {
    operation,
    provider: contract.name,
    nth,
    random: account.random,
    model: () => {
      const { model } = request()
      return typeof model === 'string' ? model : undefined
    },
    prompt: () => contract.promptOf(request()),
  }
}

/** The directives in a create's prompt; what is wrong with them goes into the visit's note. */
const directivesOf = (visit: Visit, operation: Operation, { prompt }: Occasion): Directive | undefined => {
  if (operation.kind !== 'create' || !mayHoldDirective(visit.body)) return undefined
  const { problems, ...directive } = promptDirectives(prompt() ?? '', visit.simulation.scenarios)
  for (const problem of problems) addNote(visit, problem)
  return directive.rules.length === 0 && directive.scenario === undefined ? undefined : directive
}

const askedBy = ({ rules, scenario }: Directive, usual: ScenarioLatency | undefined): Asked =>
  scenario === undefined
    ? { rules, isWhole: false, latency: usual }
    : { rules, isWhole: true, latency: scenario.latency }

/** A header is about its own call; of what it asks, only what cannot happen to a create is left for later. */
const joined = (
  header: Directive | undefined,
  asked: Asked | undefined,
  latency: ScenarioLatency | undefined,
): Asked | undefined => {
  const later = header?.rules.filter(({ fault }) => !fault.strikes.includes('create')) ?? []
  if (header === undefined || (later.length === 0 && header.scenario === undefined)) return asked
  return {
    rules: [...later, ...(asked?.rules ?? [])],
    isWhole: asked?.isWhole ?? false,
    latency,
  }
}

const addNote = (visit: Visit, note: string): void => {
  visit.note = visit.note === undefined ? note : `${visit.note} ${note}`
}

const followed = (
  { scenarios }: Simulation,
  words: Words | undefined,
  { operation }: Occasion,
  tell: (note: string) => void,
): Directive | undefined => {
  if (words === undefined) return undefined
  try {
    const directive = readDirective(words.text, scenarios, words.isScenario)
    const note = noteOn(directive, operation)
    if (note !== undefined) tell(note)
    return directive
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    tell(`The header ${JSON.stringify(words.text)} is not followed. ${error.message}`)
    return undefined
  }
}

/** What to say to a header that asks for what can never happen to its call. */
const noteOn = ({ rules, scenario }: Directive, { kind }: Occasion['operation']): string | undefined => {
  const { name, rateLimit, maxRunning } = scenario ?? {}
  if ((rateLimit ?? maxRunning) !== undefined)
    return `The limits of scenario ${name} count calls, so they need an account: choose it by key or by the control API.`
  // A create may leave it for later.
  if (scenario !== undefined || kind === 'create') return undefined
  const [fault] = rules.map((rule) => rule.fault)
  return fault === undefined || fault.strikes.includes(kind)
    ? undefined
    : `${fault.name} does nothing to this call; it strikes ${fault.strikes.join(', ')}.`
}

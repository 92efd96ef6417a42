import type { Operation } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Account } from '../account.ts'
import type { Strike } from '../faults/fault.ts'
import { SettingError } from '../settings.ts'
import type { Task } from '../tasks/task.ts'
import type { Visit } from '../visit.ts'
import { type Directive, mayHoldDirective, promptDirectives, readDirective } from './directive.ts'
import { firstStrike, type Occasion, type Rule } from './rule.ts'

const SCENARIO_HEADER = 'x-stuntdouble-scenario'
const FAULT_HEADER = 'x-stuntdouble-fault'

/** What was decided for a call: what strikes it, and what the prompt asks for later calls about its task. */
export interface Choice {
  readonly strike: Strike | undefined
  readonly laterRules: readonly Rule[]
}

const NOTHING: Choice = { strike: undefined, laterRules: [] }

/**
 * Decides, once per call, which fault strikes it. The strongest word wins: the request's header, then a directive in
 * the prompt, then the account's scenario (which the control API, the key, the config file or a flag chose).
 */
export const choose = (visit: Visit, operation: Operation, account: Account): Choice => {
  const nth = account.nextCall(operation.id)
  const { headers } = visit.request
  const { rules } = account.scenario
  const asked = headers[FAULT_HEADER] ?? headers[SCENARIO_HEADER]
  const isPlain = asked === undefined && rules.length === 0 && !mayHoldDirective(visit.body)
  if (isPlain && operation.kind !== 'retrieve') return NOTHING

  const task = taskOf(visit, operation, account)
  if (isPlain && task?.readRules === undefined) return NOTHING
  const occasion = occasionOf(visit, operation, account, nth, task)
  const header = asked === undefined ? undefined : followed(visit, String(asked))
  const laterRules = directivesOf(visit, operation, occasion)
  return {
    strike: strikeBy(header, [...laterRules, ...(task?.readRules ?? [])], rules, occasion, task),
    laterRules,
  }
}

const strikeBy = (
  header: Directive | undefined,
  directives: readonly Rule[],
  rules: readonly Rule[],
  occasion: Occasion,
  task: Task | undefined,
): Strike | undefined => {
  const byHeader = firstStrike(header?.rules ?? [], occasion)
  // A scenario says how everything is to be; a fault, what happens besides.
  if (byHeader !== undefined || header?.scenario !== undefined) return byHeader
  // In a prompt, `call=2` is the second read of its own task.
  const byPrompt = firstStrike(
    directives,
    task === undefined ? occasion : { ...occasion, nth: task.reads + 1 },
  )
  return byPrompt ?? firstStrike(rules, occasion)
}

const taskOf = (visit: Visit, operation: Operation, account: Account): Task | undefined => {
  if (operation.kind !== 'retrieve') return undefined
  const { query, params } = visit.request
  const given = { ...(query as object), ...(params as object) }
  // Whatever the provider calls it, it is the only parameter there is.
  return Object.values(given).flatMap((id) => (typeof id === 'string' ? [account.task(id)] : []))[0]
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
const directivesOf = (visit: Visit, operation: Operation, { prompt }: Occasion): readonly Rule[] => {
  if (operation.kind !== 'create' || !mayHoldDirective(visit.body)) return []
  const { rules, problems } = promptDirectives(prompt() ?? '', visit.simulation.scenarios.all)
  if (problems.length > 0) visit.note = problems.join(' ')
  return rules
}

const followed = (visit: Visit, text: string): Directive | undefined => {
  try {
    return readDirective(text, visit.simulation.scenarios.all)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    visit.note = `The header ${JSON.stringify(text)} is not followed. ${error.message}`
    return undefined
  }
}
